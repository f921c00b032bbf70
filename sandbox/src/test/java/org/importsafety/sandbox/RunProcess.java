package org.importsafety.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The real {@code ./run} as a person starts it, on ports of its own. */
public final class RunProcess implements AutoCloseable {

    public static final Path HOME = Path.of("").toAbsolutePath().getParent();

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private RunProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::read);
        reader.start();
    }

    public static RunProcess start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("bash", HOME.resolve("run").toString()));
        command.addAll(List.of(arguments));
        if (!command.contains("--port-base")) {
            command.addAll(List.of("--port-base", String.valueOf(freePortBase())));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put("IMPORTSAFETY_BUILD", "never"); // the build that runs these tests has built everything
        return new RunProcess(builder.start());
    }

    /** The exit code and everything that was said. */
    record End(int exitCode, String said) {}

    static End run(String... arguments) throws IOException, InterruptedException {
        try (RunProcess run = start(arguments)) {
            return run.awaitEnd();
        }
    }

    End awaitEnd() throws InterruptedException {
        if (!process.waitFor(8, TimeUnit.MINUTES)) {
            throw new AssertionError("./run does not end:\n" + said());
        }
        reader.join();
        return new End(process.exitValue(), said());
    }

    public void awaitLine(String part) {
        Awaitility.await("a line with '" + part + "'")
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> lines.stream().anyMatch(line -> line.contains(part)) || !process.isAlive());
    }

    public String said() {
        return String.join("\n", lines);
    }

    /** Who is who among the processes, from the data folder. */
    public static Map<String, Long> pids(Path data) throws IOException {
        return Files.readAllLines(data.resolve("pids")).stream()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(words -> words[0], words -> Long.valueOf(words[1])));
    }

    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** A base whose ports are free now, below the range of outgoing connections. */
    public static int freePortBase() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int base = ThreadLocalRandom.current().nextInt(12_000, 19_000);
            if (isFree(base)) {
                return base;
            }
        }
        throw new AssertionError("no free ports");
    }

    private static boolean isFree(int base) {
        for (int port = base; port < base + 15; port++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    /** Ends it as Ctrl-C does, if it still runs. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("(output lost: " + e + ")");
        }
    }
}
