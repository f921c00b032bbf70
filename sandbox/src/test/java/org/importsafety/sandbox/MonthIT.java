package org.importsafety.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One short month through all processes, with every fault at once. */
class MonthIT {

    private static final Path SMALL = Path.of("src/test/resources/small-month").toAbsolutePath();
    static final MonthCheck CHECK = new MonthCheck(
            SMALL.resolve("listings.csv"),
            SMALL.resolve("orders.csv"),
            SMALL.resolve("plan.csv"),
            YearMonth.of(2011, 3));

    /** By lab-results.csv no laboratory can see as little lead as the limit allows. */
    private static final String IN_DOUBT = "21039";

    @TempDir
    Path folder;

    @Test
    void a_short_month_ends_as_its_input_says_and_nothing_runs_on() throws Exception {
        Path out = folder.resolve("out");
        Path data = folder.resolve("data");
        String[] arguments = {
            "--listings",
            CHECK.listings().toString(),
            "--orders",
            CHECK.orders().toString(),
            "--plan",
            CHECK.plan().toString(),
            "--lab-results",
            SMALL.resolve("lab-results.csv").toString(),
            "--month",
            "2011-03",
            "--failures",
            "0.5",
            "--speed",
            "36000",
            "--faults",
            "duplicate-orders,shuffled-orders,lost-provider-answer,corrected-report,lying-platform,refusing-lab,late-lab,bouncing-notices,relisting",
            "--data",
            data.toString(),
            "--out",
            out.toString(),
            "--exit"
        };

        RunProcess.End end = RunProcess.run(arguments);

        assertEquals(0, end.exitCode(), end.said());
        Set<String> released = MonthCheck.released(out);
        CHECK.check(out, released);
        assertFalse(released.isEmpty(), "a failing report was corrected to pass");
        assertTrue(MonthCheck.listingsWith("PASS", out).containsAll(released), "their last word is PASS");
        assertTrue(
                end.said().lines().anyMatch(line -> line.contains(" corrects ") && line.contains(": FAIL")),
                end.said());
        assertFalse(MonthCheck.listingsWith("FAIL", out).isEmpty(), "some fail");
        assertFalse(MonthCheck.listingsWith("PASS", out).isEmpty(), "some pass");
        assertEquals(2, MonthCheck.listingsWith("UNROUTABLE", out).size(), "nobody tests category 'other'");
        assertEquals(
                Set.of(IN_DOUBT), MonthCheck.listingsWith("INCONCLUSIVE", out), "its retest decides nothing either");
        assertEquals(
                2,
                end.said()
                        .lines()
                        .filter(line -> line.contains(IN_DOUBT) && line.contains("INCONCLUSIVE"))
                        .map(line -> line.split(" reports ")[0])
                        .map(line -> line.substring(line.lastIndexOf(' ')))
                        .distinct()
                        .count(),
                "two laboratories:\n" + end.said());
        assertTrue(end.said().contains(" refuses to test "), end.said());
        assertTrue(MonthCheck.told(out, "TestOrderRefused") > 0, "a refusal");
        assertTrue(MonthCheck.told(out, "TestOverdue") > 0, "a late report");
        assertTrue(end.said().contains("16 lines paid at or after the close are left out"), end.said());
        assertTrue(end.said().contains("1 lines name a listing that nobody knows"), end.said());
        assertTokens(out.resolve("tokens"));
        assertIsBlockedAgain(out, end.said());
        assertEventsAreNamedOnce(out.resolve("events.ndjson"));
        assertLiesAreFoundOut(out.resolve("events.ndjson"), end.said());
        for (Map.Entry<String, Long> process : RunProcess.pids(data).entrySet()) {
            assertFalse(RunProcess.isAlive(process.getValue()), process.getKey() + " runs on");
        }
    }

    /** Whoever sold what is blocked lists it again: that is blocked for it, and who bought it has the money back. */
    private static void assertIsBlockedAgain(Path out, String said) throws Exception {
        Set<String> blockedAgain = MonthCheck.relistings(out).stream()
                .map(block -> block.getField("parent_listing_id"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> failed = MonthCheck.listingsWith("FAIL", out);
        assertTrue(blockedAgain.containsAll(failed), failed + " failed, blocked again " + blockedAgain);
        for (String listing : failed) {
            assertTrue(said.contains(listing + "-R is blocked at once: it is the product of " + listing), said);
        }
        assertFalse(MonthCheck.refundsOfRelistings(out).isEmpty(), said);
    }

    private static void assertTokens(Path tokens) throws Exception {
        try (Stream<Path> files = Files.list(tokens)) {
            Set<String> names =
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
            assertEquals(
                    List.of(
                            "FITI.jwt",
                            "KATRI.jwt",
                            "KCL.jwt",
                            "KOTITI.jwt",
                            "KTR.jwt",
                            "approver.jwt",
                            "auditor.jwt",
                            "officer.jwt",
                            "platform.jwt",
                            "provider.jwt"),
                    List.copyOf(names));
        }
    }

    /** Every line is an event with its headers; what our services write again, after a stall, is the same event. */
    private static void assertEventsAreNamedOnce(Path events) throws Exception {
        record Told(String topic, Map<String, String> headers, Map<String, Object> value) {}
        List<Told> all = Files.readAllLines(events).stream()
                .map(line -> assertReads(line, Told.class))
                .toList();
        for (Told told : all) {
            assertEquals("1.0", told.headers().get("ce_specversion"), told.toString());
            if (told.value() == null) {
                assertEquals(
                        "enforcement.block-list.v1", told.topic(), "only the end of a block is told without a value");
            } else {
                assertEquals(told.headers().get("ce_id"), told.value().get("eventId"), told.toString());
                assertEquals(told.headers().get("ce_type"), told.value().get("type"), told.toString());
            }
            assertTrue(
                    told.headers().get("traceparent").matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}"),
                    told.toString());
        }
        Map<String, Set<Map<String, Object>>> ours = all.stream()
                .filter(told -> !told.topic().startsWith("platform.") && told.value() != null)
                .collect(Collectors.groupingBy(
                        told -> told.topic() + " " + told.headers().get("ce_id"),
                        Collectors.mapping(Told::value, Collectors.toSet())));
        ours.forEach((id, values) -> assertEquals(1, values.size(), () -> "two events of one name: " + values));
    }

    /** The shop sold on what it had said to be blocked: each is found, asked for again, and seen to hold at last. */
    private static void assertLiesAreFoundOut(Path events, String said) throws Exception {
        record Told(Map<String, Object> value) {}
        Map<String, List<String>> byBlock = Files.readAllLines(events).stream()
                .map(line -> assertReads(line, Told.class).value())
                .filter(value -> value != null
                        && List.of("SaleBlocked", "BlockConfirmed", "BlockBreached", "BlockVerified", "SaleUnblocked")
                                .contains(value.get("type")))
                .distinct()
                .sorted(Comparator.comparing(value -> ((Number) value.get("version")).longValue()))
                .collect(Collectors.groupingBy(
                        value -> (String) value.get("blockId"),
                        TreeMap::new,
                        Collectors.mapping(value -> (String) value.get("type"), Collectors.toList())));
        List<List<String>> lies = byBlock.values().stream()
                .filter(types -> types.contains("BlockBreached"))
                .toList();
        assertFalse(lies.isEmpty(), said);
        for (List<String> types : lies) {
            int breach = types.indexOf("BlockBreached");
            assertEquals("SaleBlocked", types.get(breach + 1), types.toString());
            List<String> after = types.subList(breach + 2, types.size());
            assertTrue(after.contains("BlockVerified") || after.contains("SaleUnblocked"), types.toString());
        }
        assertTrue(said.contains("can still be bought"), said);
    }

    private static <T> T assertReads(String line, Class<T> shape) {
        try {
            return Json.read(line.getBytes(StandardCharsets.UTF_8), shape);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
