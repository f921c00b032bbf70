package org.importsafety.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Finds out whose a listening port is, as far as the system tells: by /proc on Linux, by lsof elsewhere. */
final class PortOwner {

    private static final String LISTENING = "0A";

    private PortOwner() {}

    /** A clause such as " by process 4711 (java -jar ...)", empty when nobody knows. */
    static String of(int port) {
        OptionalLong pid = Files.isDirectory(Path.of("/proc/net")) ? byProc(port) : byLsof(port);
        if (pid.isEmpty()) {
            return "";
        }
        String command = ProcessHandle.of(pid.getAsLong())
                .flatMap(process ->
                        process.info().commandLine().or(() -> process.info().command()))
                .map(line -> line.length() <= 100 ? line : line.substring(0, 100) + "...")
                .map(line -> " (" + line + ")")
                .orElse("");
        return " by process " + pid.getAsLong() + command;
    }

    private static OptionalLong byProc(int port) {
        Optional<String> socket = Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(PortOwner::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields ->
                        fields.length > 9 && fields[3].equals(LISTENING) && fields[1].endsWith(":%04X".formatted(port)))
                .map(fields -> "socket:[" + fields[9] + "]")
                .findFirst();
        return socket.map(name -> ProcessHandle.allProcesses()
                        .mapToLong(ProcessHandle::pid)
                        .filter(pid -> holds(pid, name))
                        .findFirst())
                .orElse(OptionalLong.empty());
    }

    private static boolean holds(long pid, String socket) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : open) {
                if (Files.isSymbolicLink(file)
                        && Files.readSymbolicLink(file).toString().equals(socket)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | RuntimeException e) {
            return false; // another user's process, or gone meanwhile
        }
    }

    private static OptionalLong byLsof(int port) {
        try {
            Process lsof = new ProcessBuilder(List.of("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN"))
                    .redirectErrorStream(true)
                    .start();
            String first = new String(lsof.getInputStream().readAllBytes())
                    .lines()
                    .findFirst()
                    .orElse("");
            return first.matches("\\d+") ? OptionalLong.of(Long.parseLong(first)) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
