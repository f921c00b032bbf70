package org.importsafety.sandbox;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole months of the real shop: plain, with each fault, repeated, on kept data, and with each service killed in the middle. */
@Tag("full")
class WholeMonthIT {

    private static final Path SHOP = RunProcess.HOME.resolve("sandbox/data/shop-2011h1");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"2011-03", "2011-05"})
    void a_month_ends_as_its_input_says(String month) throws Exception {
        assertEndsWell(month, RunProcess.run(arguments(month, "out")), "out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"duplicate-orders", "shuffled-orders", "lost-provider-answer"})
    void a_fault_changes_nothing(String fault) throws Exception {
        assertEndsWell("2011-03", RunProcess.run(arguments("2011-03", "out", "--faults", fault)), "out");
    }

    @Test
    void one_seed_is_one_month_and_another_seed_another() throws Exception {
        for (String out : List.of("one", "two")) {
            assertEndsWell("2011-03", RunProcess.run(arguments("2011-03", out, "--seed", "5")), out);
        }
        assertEndsWell("2011-03", RunProcess.run(arguments("2011-03", "three", "--seed", "6")), "three");

        List<String> one = MonthCheck.verdictsOf(folder.resolve("one"));
        assertEquals(one, MonthCheck.verdictsOf(folder.resolve("two")));
        assertFalse(one.equals(MonthCheck.verdictsOf(folder.resolve("three"))), "the seed makes no difference");
        assertSameFile("one", "two", "selections.csv");
    }

    @Test
    void a_month_that_has_ended_stays_as_it_is_on_kept_data() throws Exception {
        String data = folder.resolve("data").toString();
        assertEndsWell("2011-03", RunProcess.run(arguments("2011-03", "one", "--data", data)), "one");
        assertEndsWell("2011-03", RunProcess.run(arguments("2011-03", "two", "--data", data)), "two");
        RunProcess.End other = RunProcess.run(arguments("2011-05", "three", "--data", data));

        assertAll(
                () -> assertSameFile("one", "two", "selections.csv"),
                () -> assertSameFile("one", "two", "verdicts.csv"),
                () -> assertSameFile("one", "two", "blocks.csv"),
                () -> assertSameFile("one", "two", "refunds.csv"),
                () -> assertSameFile("one", "two", "events.ndjson"),
                () -> assertEquals(2, other.exitCode(), other.said()),
                () -> assertTrue(other.said().contains("--month was 2011-03, is 2011-05"), other.said()));
    }

    @ParameterizedTest
    @CsvSource({
        "selection-service, the officer closes campaign",
        "testing-service, is closed:",
        "enforcement-service, FAIL",
        "refund-service, FAIL"
    })
    void a_service_that_is_killed_in_the_middle_goes_on(String service, String moment) throws Exception {
        Path data = folder.resolve("data");
        try (RunProcess run = RunProcess.start(arguments("2011-03", "out", "--data", data.toString()))) {
            run.awaitLine(moment);
            long victim = RunProcess.pids(data).get(service);

            assertTrue(ProcessHandle.of(victim).orElseThrow().destroyForcibly(), "kill -9 of " + service);

            RunProcess.End end = run.awaitEnd();
            assertTrue(end.said().contains(service + " has died"), end.said());
            assertEndsWell("2011-03", end, "out");
            for (Map.Entry<String, Long> process : RunProcess.pids(data).entrySet()) {
                assertFalse(RunProcess.isAlive(process.getValue()), process.getKey() + " runs on");
            }
        }
    }

    private String[] arguments(String month, String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--month",
                month,
                "--speed",
                "36000",
                "--out",
                folder.resolve(out).toString(),
                "--exit"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private void assertEndsWell(String month, RunProcess.End end, String out) throws IOException {
        assertEquals(0, end.exitCode(), end.said());
        new MonthCheck(
                        SHOP.resolve("listings.csv.gz"),
                        SHOP.resolve("orders.csv.gz"),
                        SHOP.resolve("plan.csv"),
                        YearMonth.parse(month))
                .check(folder.resolve(out));
    }

    private void assertSameFile(String one, String other, String name) throws IOException {
        assertEquals(
                -1L,
                Files.mismatch(
                        folder.resolve(one).resolve(name), folder.resolve(other).resolve(name)),
                name);
    }
}
