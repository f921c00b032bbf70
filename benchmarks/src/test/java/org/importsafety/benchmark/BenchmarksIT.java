package org.importsafety.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** That the harness runs with real services and nothing is lost; how quick it is, is no matter of a test. */
@Tag("full")
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BenchmarksIT {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void every_look_up_is_answered() {
        assertEquals(0, run("register-lookup", "--seconds", "1", "--quick"), this::told);
        assertTrue(told().contains("p99 of ours below 10.0 ms"), this::told);
    }

    @Test
    void more_affected_lines_than_there_are_is_wrong_usage() {
        assertEquals(2, run("refund-fanout", "--affected", "10", "--lines", "9"));
    }

    @Test
    void an_unknown_name_is_wrong_usage() {
        assertEquals(2, run("block-latencies"));
    }

    private int run(String... arguments) {
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        Path home = Path.of("..").toAbsolutePath().normalize();
        return new CommandLine(new Main(home, out)).execute(arguments);
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8);
    }
}
