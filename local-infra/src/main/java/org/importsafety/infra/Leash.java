package org.importsafety.infra;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;

/**
 * A process that ends when this JVM ends, however it ends (also kill -9). The command is exec'd by a shell that first leaves a watcher
 * behind; the watcher reads a pipe that only this JVM holds: a line names a signal to pass on, the end of the pipe means that this JVM is
 * gone. So the pid is the command's own, and nobody has to poll. In a session of its own (where there is {@code setsid}), so that neither
 * Ctrl-C nor a kill of the terminal's process group takes it away out of order. On a normal exit the last one started is stopped first.
 */
public final class Leash {

    private static final String SCRIPT = """
            exec 3<&0
            end=$1
            tenths=$2
            shift 2
            {
              trap '' HUP INT TERM
              while read -r signal; do kill -"$signal" $$; done
              kill -"$end" $$
              n=0
              while [ $n -lt "$tenths" ] && kill -0 $$; do sleep 0.1; n=$((n + 1)); done
              kill -KILL $$
            } <&3 >/dev/null 2>&1 &
            exec 3<&- </dev/null
            trap '' INT
            exec "$@"
            """;

    static final Duration GRACE = Duration.ofSeconds(8);
    private static final ConcurrentLinkedDeque<Leash> RUNNING = new ConcurrentLinkedDeque<>();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(leash -> leash.stop(GRACE)), "leashed processes"));
    }

    private final Process process;
    private final String signal;

    private Leash(Process process, String signal) {
        this.process = process;
        this.signal = signal;
    }

    /**
     * @param environment added to this JVM's own
     * @param logFile gets what the process prints, appended
     */
    public static Leash start(List<String> command, Map<String, String> environment, Path workDir, Path logFile) {
        return start(command, environment, workDir, logFile, "TERM", GRACE);
    }

    /**
     * @param signal asks the process to end, e.g. INT for a quick end of PostgreSQL
     * @param grace from that signal to the kill when this JVM is gone
     */
    static Leash start(
            List<String> command,
            Map<String, String> environment,
            Path workDir,
            Path logFile,
            String signal,
            Duration grace) {
        List<String> leashed = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            leashed.add("/usr/bin/setsid");
        }
        leashed.addAll(List.of("/bin/sh", "-c", SCRIPT, "leash", signal, String.valueOf(grace.toMillis() / 100)));
        leashed.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(leashed)
                .directory(workDir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(logFile.toString())));
        builder.environment().putAll(environment);
        try {
            Leash leash = new Leash(builder.start(), signal);
            RUNNING.addFirst(leash);
            leash.process.onExit().thenRun(() -> RUNNING.remove(leash));
            return leash;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.get(0), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code (128 + signal where a signal ended it). */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** @throws IllegalThreadStateException while the process runs */
    public int exitCode() {
        return process.exitValue();
    }

    /** SIGKILL: nothing of the process's own is run any more. Returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(30));
    }

    /** Asks the process to end, kills it after the grace. Returns when it is gone. */
    public void stop(Duration grace) {
        stop(signal, grace);
    }

    void stop(String otherSignal, Duration grace) {
        pass(otherSignal);
        if (!awaitExit(grace)) {
            kill();
        }
    }

    private void pass(String name) {
        try {
            OutputStream pipe = process.getOutputStream();
            pipe.write((name + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            process.destroy(); // the watcher is gone, so this is what is left
        }
    }

    private boolean awaitExit(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
