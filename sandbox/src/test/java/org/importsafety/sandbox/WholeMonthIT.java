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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole months of the real shop, and a short one: with faults, plain, again on kept data, and with each service killed in the
 * middle.
 */
@Tag("full")
class WholeMonthIT {

    /** The verdicts of each month, as the first run with the usual seed had them. */
    private static final Map<MonthCheck, List<String>> VERDICTS = new ConcurrentHashMap<>();

    private static final List<String> BY_TIME = List.of(
            "\"ce_type\":\"BlockVerified\"",
            "\"ce_type\":\"RefundsReconciled\"",
            "\"ce_type\":\"BuyerNotice",
            "\"ce_type\":\"NoticeReported\"");

    private static final Path SHOP = RunProcess.HOME.resolve("sandbox/data/shop-2011h1");
    private static final MonthCheck MARCH = whole("2011-03");
    private static final MonthCheck MAY = whole("2011-05");
    /** A few days of March. */
    private static final MonthCheck SHORT = MonthIT.CHECK;

    @TempDir
    Path folder;

    @Test
    void a_month_ends_as_its_input_says_in_whatever_order_however_silent_and_with_a_kill_in_the_middle()
            throws Exception {
        RunProcess.End end = playAndKill(
                MAY,
                "testing-service",
                "is closed:",
                "shuffled-orders,refusing-lab,late-lab,silent-platform,relisting");
        assertTrue(end.said().contains("has not confirmed in time"), end.said());
    }

    @Test
    void a_month_that_has_ended_stays_as_it_is_on_kept_data() throws Exception {
        String data = folder.resolve("data").toString();
        assertEndsWell(SHORT, RunProcess.run(arguments(SHORT, "one", "--data", data)), "one");
        assertEndsWell(SHORT, RunProcess.run(arguments(SHORT, "two", "--data", data)), "two");
        RunProcess.End other = RunProcess.run(arguments(
                new MonthCheck(SHORT.listings(), SHORT.orders(), SHORT.plan(), MAY.month()), "three", "--data", data));

        assertAll(
                () -> assertSameFile("one", "two", "selections.csv"),
                () -> assertSameFile("one", "two", "verdicts.csv"),
                () -> assertSameFile("one", "two", "blocks.csv"),
                () -> assertSameFile("one", "two", "refunds.csv"),
                () -> assertEquals(List.of(), eventsNotIn("two", "one"), "told once is told for good"),
                () -> assertEquals(
                        List.of(),
                        eventsNotIn("one", "two").stream()
                                .filter(event -> BY_TIME.stream().noneMatch(event::contains))
                                .toList(),
                        "nothing new but what time brings: shops are probed, books compared, and notices arrive day by day"),
                () -> assertEquals(2, other.exitCode(), other.said()),
                () -> assertTrue(other.said().contains("--month was 2011-03, is 2011-05"), other.said()));
    }

    @ParameterizedTest
    @CsvSource({
        "selection-service, the officer closes campaign, duplicate-orders",
        "refund-service, FAIL, lost-provider-answer"
    })
    void a_service_that_is_killed_in_the_middle_of_a_month_goes_on_whatever_else_goes_wrong(
            String service, String moment, String fault) throws Exception {
        playAndKill(MARCH, service, moment, fault);
    }

    @Test
    void a_short_month_goes_on_after_enforcement_was_killed_at_its_first_failed_test() throws Exception {
        playAndKill(SHORT, "enforcement-service", "FAIL", "lying-platform");
    }

    private RunProcess.End playAndKill(MonthCheck month, String service, String moment, String faults)
            throws Exception {
        Path data = folder.resolve("data");
        try (RunProcess run =
                RunProcess.start(arguments(month, "out", "--data", data.toString(), "--faults", faults))) {
            run.awaitLine(moment);
            long victim = RunProcess.pids(data).get(service);

            assertTrue(ProcessHandle.of(victim).orElseThrow().destroyForcibly(), "kill -9 of " + service);

            RunProcess.End end = run.awaitEnd();
            assertTrue(end.said().contains(service + " has died"), end.said());
            assertEndsWell(month, end, "out");
            for (Map.Entry<String, Long> process : RunProcess.pids(data).entrySet()) {
                assertFalse(RunProcess.isAlive(process.getValue()), process.getKey() + " runs on");
            }
            return end;
        }
    }

    private String[] arguments(MonthCheck month, String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--month",
                month.month().toString(),
                "--speed",
                "36000",
                "--out",
                folder.resolve(out).toString(),
                "--exit"));
        if (month.listings().equals(SHORT.listings())) {
            arguments.addAll(List.of(
                    "--listings",
                    month.listings().toString(),
                    "--orders",
                    month.orders().toString(),
                    "--plan",
                    month.plan().toString(),
                    "--failures",
                    "0.5"));
        }
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /** Also: the same month with the same seed has the same verdicts in every run, with whatever fault and kill. */
    private void assertEndsWell(MonthCheck month, RunProcess.End end, String out) throws IOException {
        assertEquals(0, end.exitCode(), end.said());
        month.check(folder.resolve(out));
        List<String> verdicts = MonthCheck.verdictsOf(folder.resolve(out));
        List<String> before = VERDICTS.putIfAbsent(month, verdicts);
        assertTrue(
                before == null || before.equals(verdicts),
                "the verdicts of " + month.month() + " differ from an earlier run's");
    }

    private static MonthCheck whole(String month) {
        return new MonthCheck(
                SHOP.resolve("listings.csv.gz"),
                SHOP.resolve("orders.csv.gz"),
                SHOP.resolve("plan.csv"),
                YearMonth.parse(month));
    }

    /** Events of the second record that the first one lacks. */
    private List<String> eventsNotIn(String one, String other) throws IOException {
        Set<String> known = new HashSet<>(Files.readAllLines(folder.resolve(one).resolve("events.ndjson")));
        return Files.readAllLines(folder.resolve(other).resolve("events.ndjson")).stream()
                .filter(event -> !known.contains(event))
                .toList();
    }

    private void assertSameFile(String one, String other, String name) throws IOException {
        assertEquals(
                -1L,
                Files.mismatch(
                        folder.resolve(one).resolve(name), folder.resolve(other).resolve(name)),
                name);
    }
}
