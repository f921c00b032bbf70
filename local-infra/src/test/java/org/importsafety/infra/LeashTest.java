package org.importsafety.infra;

import static java.nio.file.Files.readAllLines;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeashTest {

    @TempDir
    Path directory;

    /** A JVM that owns a child that obeys TERM and one that does not, for the tests to kill. */
    static final class Owner {
        public static void main(String[] args) throws InterruptedException {
            Path folder = Path.of(args[0]);
            Path log = folder.resolve("log");
            Leash obedient = Leash.start(List.of("sleep", "600"), Map.of(), folder, log);
            List<String> ignoring = List.of("sh", "-c", "trap '' TERM; while :; do sleep 1; done");
            Leash deaf = Leash.start(ignoring, Map.of(), folder, log, "TERM", Duration.ofSeconds(2));
            System.out.println(obedient.pid() + " " + deaf.pid());
            Thread.sleep(600_000);
        }
    }

    @Test
    void an_owner_that_is_killed_takes_its_children_along() throws IOException {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = owner.inputReader()) {
            String[] pids = out.readLine().split(" ");
            ProcessHandle obedient = ProcessHandle.of(Long.parseLong(pids[0])).orElseThrow();
            ProcessHandle deaf = ProcessHandle.of(Long.parseLong(pids[1])).orElseThrow();
            assertTrue(obedient.isAlive() && deaf.isAlive());
            owner.destroyForcibly();
            await("the child that obeys TERM").until(() -> !obedient.isAlive());
            await("the child that does not").until(() -> !deaf.isAlive());
        } finally {
            owner.destroyForcibly();
        }
    }

    @Test
    void the_pid_is_the_commands_own_and_its_exit_code_is_seen() throws Exception {
        Path log = directory.resolve("log");
        Leash leash =
                Leash.start(List.of("sh", "-c", "echo $$ $WORD; exit 7"), Map.of("WORD", "hello"), directory, log);
        assertEquals(7, leash.onExit().get(10, TimeUnit.SECONDS));
        assertEquals(7, leash.exitCode());
        assertEquals(List.of(leash.pid() + " hello"), readAllLines(log));
    }

    @Test
    void stop_asks_first() throws IOException {
        Path log = directory.resolve("log");
        String polite = "trap 'echo asked; exit 3' TERM; echo ready; while :; do sleep 0.1; done";
        Leash leash = Leash.start(List.of("sh", "-c", polite), Map.of(), directory, log);
        await("its trap").until(() -> readAllLines(log).contains("ready"));
        leash.stop(Duration.ofSeconds(5));
        assertEquals(3, leash.exitCode());
        assertEquals(List.of("ready", "asked"), readAllLines(log));
    }

    @Test
    void kill_does_not_ask() {
        Leash leash = Leash.start(List.of("sleep", "600"), Map.of(), directory, directory.resolve("log"));
        leash.kill();
        assertEquals(128 + 9, leash.exitCode());
    }
}
