package org.importsafety.testing.report;

import static org.importsafety.testing.report.LabReport.Kind.ABOVE;
import static org.importsafety.testing.report.LabReport.Kind.BELOW;
import static org.importsafety.testing.report.LabReport.Kind.COUNT;
import static org.importsafety.testing.report.LabReport.Kind.NUMBER;
import static org.importsafety.testing.report.LabReport.Kind.PASS_FAIL;
import static org.importsafety.testing.standard.Limit.Comparator.BANNED;
import static org.importsafety.testing.standard.Limit.Comparator.GE;
import static org.importsafety.testing.standard.Limit.Comparator.LE;
import static org.importsafety.testing.standard.Limit.Comparator.LT;
import static org.importsafety.testing.standard.Limit.Comparator.PASS;
import static org.importsafety.testing.standard.Limit.Comparator.RANGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.importsafety.events.Nonconformity;
import org.importsafety.testing.report.LabReport.Kind;
import org.importsafety.testing.report.LabReport.LabVerdict;
import org.importsafety.testing.report.LabReport.Measurement;
import org.importsafety.testing.report.LabReport.Status;
import org.importsafety.testing.report.Verdict.Outcome;
import org.importsafety.testing.standard.Limit;
import org.importsafety.testing.standard.Limit.Comparator;
import org.importsafety.testing.standard.Part;
import org.importsafety.testing.standard.PlanVersion;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final Part BODY = new Part("body", "synthetic-resin", true);

    @Test
    void published_failures_fail_with_the_ratio_computed() throws IOException {
        int rows = 0;
        try (var stream = getClass().getResourceAsStream("/published-failures.csv");
                CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                        .ofNamedCsvRecord(new java.io.InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : csv) {
                Limit limit = limit(
                        Comparator.valueOf(row.getField("comparator")),
                        blank(row.getField("limit")),
                        blank(row.getField("upper")),
                        row.getField("limit_unit"));
                Measurement measured =
                        row(Kind.valueOf(row.getField("kind")), row.getField("measured"), blank(row.getField("unit")));
                Verdict verdict = judge(limit, measured);
                String what = "row " + row.getField("row") + ", " + row.getField("what");
                assertEquals(Outcome.FAIL, verdict.outcome(), what);
                String expected = blank(row.getField("ratio"));
                String ratio = verdict.nonconformities().get(0).ratio();
                assertEquals(expected == null, ratio == null, what);
                if (expected != null) {
                    assertEquals(0, new BigDecimal(expected).compareTo(new BigDecimal(ratio)), what + ": " + ratio);
                }
                rows++;
            }
        }
        assertEquals(50, rows);
    }

    @Test
    void the_same_quantity_in_percent_and_in_mg_per_kg_fails_the_same_limit() {
        Limit limit = limit(LE, "0.1", null, "%");
        assertEquals(Outcome.FAIL, judge(limit, row(NUMBER, "0.15", "%")).outcome());
        Verdict verdict = judge(limit, row(NUMBER, "1500", "mg/kg"));
        assertEquals(
                List.of(new Nonconformity("lead", "body", "M", "0.1500", "LE", "0.1", "%", "1.5", "source")),
                verdict.nonconformities());
        assertEquals(Outcome.PASS, judge(limit, row(NUMBER, "1000", "ppm")).outcome());
    }

    @Property
    void a_change_of_unit_never_changes_a_verdict(
            @ForAll("amounts") BigDecimal mgPerKg, @ForAll("amounts") BigDecimal limit, @ForAll Comparator comparator) {
        Limit inMg = numeric(comparator, limit, "mg/kg");
        Limit inPercent = numeric(comparator, limit.scaleByPowerOfTen(-4), "%");
        for (Kind kind : new Kind[] {NUMBER, BELOW, ABOVE}) {
            Outcome expected =
                    judge(inMg, row(kind, mgPerKg.toPlainString(), "mg/kg")).outcome();
            String percent = mgPerKg.scaleByPowerOfTen(-4).toPlainString();
            String perBillion = mgPerKg.scaleByPowerOfTen(3).toPlainString();
            assertEquals(expected, judge(inMg, row(kind, percent, "%")).outcome());
            assertEquals(
                    expected, judge(inPercent, row(kind, perBillion, "ug/kg")).outcome());
        }
    }

    @Provide
    Arbitrary<BigDecimal> amounts() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("10000"))
                .ofScale(4);
    }

    @Test
    void at_the_limit_it_depends_on_the_comparator() {
        assertEquals(
                Outcome.PASS,
                judge(limit(LE, "100", null, "mg/kg"), row(NUMBER, "100.0", "mg/kg"))
                        .outcome());
        assertEquals(
                Outcome.FAIL,
                judge(limit(LT, "0.1", null, "%"), row(NUMBER, "0.1", "%")).outcome());
        assertEquals(
                Outcome.PASS,
                judge(limit(GE, "50", null, "N"), row(NUMBER, "50", "N")).outcome());
        assertEquals(
                Outcome.PASS,
                judge(limit(RANGE, "4.0", "9.0", "pH"), row(NUMBER, "9.0", "pH"))
                        .outcome());
        assertEquals(
                Outcome.FAIL,
                judge(limit(RANGE, "4.0", "9.0", "pH"), row(NUMBER, "3.9", "pH"))
                        .outcome());
    }

    @Test
    void less_than_decides_only_when_every_lesser_value_would() {
        Limit ten = limit(LE, "10", null, "mg/kg");
        assertEquals(Outcome.PASS, judge(ten, row(BELOW, "5", "mg/kg")).outcome());
        assertEquals(Outcome.PASS, judge(ten, row(BELOW, "10", "mg/kg")).outcome());
        Verdict open = judge(ten, row(BELOW, "50", "mg/kg"));
        assertEquals(Outcome.INCONCLUSIVE, open.outcome());
        assertEquals("lead: LOQ_ABOVE_LIMIT", open.reason());
        assertEquals(
                Outcome.FAIL,
                judge(limit(GE, "50", null, "N"), row(BELOW, "50", "N")).outcome());
        assertEquals(
                Outcome.FAIL,
                judge(limit(RANGE, "4", "9", "pH"), row(BELOW, "3", "pH")).outcome());
        assertEquals(
                Outcome.INCONCLUSIVE,
                judge(limit(RANGE, "4", "9", "pH"), row(BELOW, "5", "pH")).outcome());
    }

    @Test
    void more_than_the_instrument_can_show_fails_above_the_limit_only() {
        Limit limit = limit(LT, "2943", null, "m/s2");
        Verdict failed = judge(limit, row(ABOVE, "10000", "m/s2"));
        assertEquals(Outcome.FAIL, failed.outcome());
        assertEquals(">10000", failed.nonconformities().get(0).measured());
        assertEquals(
                Outcome.INCONCLUSIVE, judge(limit, row(ABOVE, "2000", "m/s2")).outcome());
        assertEquals(
                Outcome.PASS,
                judge(limit(GE, "50", null, "N"), row(ABOVE, "60", "N")).outcome());
    }

    @Test
    void absence_of_what_is_banned_needs_a_limit_of_quantification() {
        Limit banned = limit(BANNED, null, null, "mg/kg");
        assertEquals(Outcome.PASS, judge(banned, row(BELOW, "2", "mg/kg")).outcome());
        assertEquals(Outcome.FAIL, judge(banned, row(NUMBER, "0.01", "mg/kg")).outcome());
        assertEquals("lead: NO_LOQ", judge(banned, row(NUMBER, "0", "mg/kg")).reason());
        assertEquals(
                "lead: LOQ_ABOVE_LIMIT",
                judge(limit(BANNED, "1", null, "mg/kg"), row(BELOW, "2", "mg/kg"))
                        .reason());
        assertEquals(Outcome.FAIL, judge(banned, row(COUNT, "3", "mg/kg")).outcome());
    }

    @Test
    void a_physical_test_is_the_laboratorys_word() {
        Limit sharp = limit(PASS, null, null, "1");
        assertEquals(Outcome.PASS, judge(sharp, row(PASS_FAIL, "PASS", null)).outcome());
        Nonconformity failed =
                judge(sharp, row(PASS_FAIL, "FAIL", null)).nonconformities().get(0);
        assertEquals(new Nonconformity("lead", "body", "M", "FAIL", "PASS", "PASS", "1", null, "source"), failed);
    }

    @Test
    void a_value_within_its_uncertainty_of_the_limit_is_marginal_and_still_decided() {
        Limit limit = limit(LE, "0.01", null, "%");
        assertTrue(judge(limit, uncertain("98", "5")).marginal());
        assertEquals(Outcome.PASS, judge(limit, uncertain("98", "5")).outcome());
        assertTrue(judge(limit, uncertain("105", "5")).marginal());
        assertEquals(Outcome.FAIL, judge(limit, uncertain("105", "5")).outcome());
        assertFalse(judge(limit, uncertain("94", "5")).marginal());
    }

    @Test
    void numbers_that_fail_fail_whatever_the_laboratory_says() {
        Limit limit = limit(LE, "100", null, "mg/kg");
        Verdict verdict = judge(limit, LabVerdict.PASS, Status.FINAL, row(NUMBER, "101", "mg/kg"));
        assertEquals(Outcome.FAIL, verdict.outcome());
        assertTrue(verdict.mismatch());
        assertFalse(judge(limit, LabVerdict.FAIL, Status.FINAL, row(NUMBER, "101", "mg/kg"))
                .mismatch());
    }

    @Test
    void nothing_passes_over_a_laboratorys_failing_word() {
        Verdict verdict =
                judge(limit(LE, "100", null, "mg/kg"), LabVerdict.FAIL, Status.FINAL, row(NUMBER, "99", "mg/kg"));
        assertEquals(new Verdict(Outcome.INCONCLUSIVE, "LAB_VERDICT_MISMATCH", true, false, List.of()), verdict);
    }

    @Test
    void a_partial_report_never_decides() {
        Verdict verdict =
                judge(limit(LE, "100", null, "mg/kg"), LabVerdict.FAIL, Status.PARTIAL, row(NUMBER, "999", "mg/kg"));
        assertEquals(new Verdict(Outcome.PENDING, null, false, false, List.of()), verdict);
    }

    @Test
    void a_missing_item_leaves_it_open_and_a_failing_one_does_not() {
        PlanVersion plan = plan(
                limit(LE, "100", null, "mg/kg"),
                new Limit("ph", "M", RANGE, dec("4"), dec("9"), "pH", List.of(), null, null, "s", true));
        LabReport passing = report(LabVerdict.PASS, Status.FINAL, List.of(BODY), row(NUMBER, "1", "mg/kg"));
        assertEquals(
                new Verdict(Outcome.INCONCLUSIVE, "ph: ITEMS_MISSING", false, false, List.of()),
                Judgement.of(passing, plan, plan.items()));
        LabReport failing = report(LabVerdict.PASS, Status.FINAL, List.of(BODY), row(NUMBER, "101", "mg/kg"));
        assertEquals(Outcome.FAIL, Judgement.of(failing, plan, plan.items()).outcome());
    }

    @Test
    void each_part_is_held_against_the_limits_of_its_material() {
        Part clasp = new Part("clasp", "metal", true);
        PlanVersion plan = plan(
                new Limit("lead", "M", LE, dec("90"), null, "mg/kg", List.of("metal"), null, null, "metal", true),
                new Limit(
                        "lead",
                        "M",
                        LE,
                        dec("300"),
                        null,
                        "mg/kg",
                        List.of("synthetic-resin"),
                        null,
                        null,
                        "resin",
                        true));
        Measurement onBody = row(NUMBER, "200", "mg/kg");
        Measurement onClasp = new Measurement("lead", "clasp", "M", NUMBER, "200", "mg/kg", null, null, true);
        Verdict verdict = Judgement.of(
                report(LabVerdict.NONE, Status.FINAL, List.of(BODY, clasp), onBody, onClasp), plan, plan.items());
        assertEquals(Outcome.FAIL, verdict.outcome());
        assertEquals(1, verdict.nonconformities().size());
        assertEquals("clasp", verdict.nonconformities().get(0).part());
        assertEquals("metal", verdict.nonconformities().get(0).source());
    }

    @Test
    void a_row_on_a_part_that_the_limit_does_not_cover_is_no_result() {
        Limit metal = new Limit("lead", "M", LE, dec("1"), null, "mg/kg", List.of("metal"), null, null, "s", true);
        assertEquals(
                "lead: ITEMS_MISSING", judge(metal, row(NUMBER, "0.5", "mg/kg")).reason());
    }

    private static Verdict judge(Limit limit, Measurement row) {
        return judge(limit, LabVerdict.NONE, Status.FINAL, row);
    }

    private static Verdict judge(Limit limit, LabVerdict labVerdict, Status status, Measurement row) {
        PlanVersion plan = plan(limit);
        return Judgement.of(report(labVerdict, status, List.of(BODY), row), plan, plan.items());
    }

    private static LabReport report(LabVerdict word, Status status, List<Part> parts, Measurement... rows) {
        Instant day = Instant.parse("2026-11-05T00:00:00Z");
        return new LabReport(
                "R-1",
                0,
                null,
                null,
                status,
                "S-1",
                day,
                day,
                day,
                day,
                word,
                "SIMPLE_ACCEPTANCE",
                "ab",
                "x",
                parts,
                List.of(rows));
    }

    private static PlanVersion plan(Limit... limits) {
        return new PlanVersion(
                "p", 1, List.of("c"), List.of(), LocalDate.EPOCH, null, PlanVersion.SIMPLE_ACCEPTANCE, List.of(limits));
    }

    private static Limit limit(Comparator comparator, String limit, String upper, String unit) {
        return new Limit("lead", "M", comparator, dec(limit), dec(upper), unit, List.of(), null, null, "source", true);
    }

    /** BANNED and PASS have no number to compare with: LE stands in. */
    private static Limit numeric(Comparator comparator, BigDecimal limit, String unit) {
        BigDecimal upper = comparator == RANGE ? limit.add(limit) : null;
        return new Limit(
                "lead",
                "M",
                comparator.isNumeric() ? comparator : LE,
                limit,
                upper,
                unit,
                List.of(),
                null,
                null,
                "s",
                true);
    }

    private static Measurement row(Kind kind, String value, String unit) {
        return new Measurement("lead", "body", "M", kind, value, unit, null, null, true);
    }

    private static Measurement uncertain(String mgPerKg, String uncertainty) {
        return new Measurement("lead", "body", "M", NUMBER, mgPerKg, "mg/kg", uncertainty, null, true);
    }

    private static BigDecimal dec(String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private static String blank(String text) {
        return text.isEmpty() ? null : text;
    }
}
