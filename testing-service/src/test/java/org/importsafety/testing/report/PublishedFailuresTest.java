package org.importsafety.testing.report;

import static org.importsafety.testing.report.LabReport.Kind.NUMBER;
import static org.importsafety.testing.report.ReportFixtures.judge;
import static org.importsafety.testing.report.ReportFixtures.limit;
import static org.importsafety.testing.report.ReportFixtures.plan;
import static org.importsafety.testing.report.ReportFixtures.report;
import static org.importsafety.testing.report.ReportFixtures.row;
import static org.junit.jupiter.api.Assertions.assertEquals;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import org.importsafety.events.Nonconformity;
import org.importsafety.testing.report.LabReport.Kind;
import org.importsafety.testing.report.Verdict.Outcome;
import org.importsafety.testing.standard.Limit;
import org.importsafety.testing.standard.Limit.Comparator;
import org.importsafety.testing.standard.Part;
import org.junit.jupiter.api.Test;

/**
 * What Korean authorities published of 2024 and 2025: 36 cases, of which the 26 here state what was found and the limit.
 * The other ten (1 to 4, 8, 23, 25, 30, 32, 34) tell multiples only.
 */
class PublishedFailuresTest {

    @Test
    void the_26_published_failures_of_36_that_state_a_value_and_a_limit_fail_with_the_ratio_computed()
            throws IOException {
        TreeSet<Integer> cases = new TreeSet<>();
        try (var stream = getClass().getResourceAsStream("/published-failures.csv");
                CsvReader<NamedCsvRecord> csv =
                        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : csv) {
                fails(row);
                cases.add(Integer.valueOf(row.getField("row")));
            }
        }
        assertEquals(26, cases.size(), cases.toString());
    }

    private static void fails(NamedCsvRecord row) {
        Limit limit = limit(
                Comparator.valueOf(row.getField("comparator")),
                blank(row.getField("limit")),
                blank(row.getField("upper")),
                row.getField("limit_unit"));
        Verdict verdict = judge(
                limit, row(Kind.valueOf(row.getField("kind")), row.getField("measured"), blank(row.getField("unit"))));
        String what = "case " + row.getField("row") + ", " + row.getField("what");
        assertEquals(Outcome.FAIL, verdict.outcome(), what);
        String expected = blank(row.getField("ratio"));
        String ratio = verdict.nonconformities().get(0).ratio();
        assertEquals(expected == null, ratio == null, what);
        if (expected != null) {
            assertEquals(0, new BigDecimal(expected).compareTo(new BigDecimal(ratio)), what + ": " + ratio);
        }
    }

    @Test
    void the_bag_of_three_metal_parts_fails_on_each_of_them() {
        Verdict verdict = judge(
                report(
                        List.of(metal("slider"), metal("puller"), metal("hook"), new Part("body", "leather", true)),
                        row("lead", "slider", NUMBER, "140", "mg/kg", null),
                        row("lead", "puller", NUMBER, "317", "mg/kg", null),
                        row("lead", "hook", NUMBER, "110", "mg/kg", null),
                        row("lead", "body", NUMBER, "12", "mg/kg", null)),
                plan(limit(Comparator.LE, "100", null, "mg/kg")));
        assertEquals(
                List.of("slider 1.4", "puller 3.17", "hook 1.1"),
                verdict.nonconformities().stream()
                        .map(row -> row.part() + " " + row.ratio())
                        .toList());
    }

    @Test
    void a_saturated_reading_is_published_as_the_least_it_can_be() {
        Nonconformity helmet = judge(limit(Comparator.LT, "2943", null, "m/s2"), row(Kind.ABOVE, "10000", "m/s2"))
                .nonconformities()
                .get(0);
        assertEquals(">10000", helmet.measured());
        assertEquals("3.4", helmet.ratio());
    }

    private static Part metal(String name) {
        return new Part(name, "metal", false);
    }

    private static String blank(String text) {
        return text.isEmpty() ? null : text;
    }
}
