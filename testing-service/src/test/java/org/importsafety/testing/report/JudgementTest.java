package org.importsafety.testing.report;

import static org.importsafety.testing.report.LabReport.Kind.ABOVE;
import static org.importsafety.testing.report.LabReport.Kind.BELOW;
import static org.importsafety.testing.report.LabReport.Kind.COUNT;
import static org.importsafety.testing.report.LabReport.Kind.NUMBER;
import static org.importsafety.testing.report.LabReport.Kind.PASS_FAIL;
import static org.importsafety.testing.report.ReportFixtures.BODY;
import static org.importsafety.testing.report.ReportFixtures.judge;
import static org.importsafety.testing.report.ReportFixtures.limit;
import static org.importsafety.testing.report.ReportFixtures.plan;
import static org.importsafety.testing.report.ReportFixtures.report;
import static org.importsafety.testing.report.ReportFixtures.row;
import static org.importsafety.testing.standard.Limit.Comparator.BANNED;
import static org.importsafety.testing.standard.Limit.Comparator.GE;
import static org.importsafety.testing.standard.Limit.Comparator.LE;
import static org.importsafety.testing.standard.Limit.Comparator.LT;
import static org.importsafety.testing.standard.Limit.Comparator.PASS;
import static org.importsafety.testing.standard.Limit.Comparator.RANGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
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
import org.importsafety.testing.standard.DecisionRule;
import org.importsafety.testing.standard.Limit;
import org.importsafety.testing.standard.Limit.Comparator;
import org.importsafety.testing.standard.Part;
import org.importsafety.testing.standard.PlanVersion;
import org.junit.jupiter.api.Test;

class JudgementTest {
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
    void a_change_of_unit_never_changes_a_verdict_under_any_rule(
            @ForAll("amounts") BigDecimal mgPerKg,
            @ForAll("amounts") BigDecimal limit,
            @ForAll("amounts") BigDecimal uncertainty,
            @ForAll boolean uncertaintyIsTold,
            @ForAll Comparator comparator,
            @ForAll DecisionRule rule) {
        Limit inMg = numeric(comparator, limit, "mg/kg");
        Limit inPercent = numeric(comparator, limit.scaleByPowerOfTen(-4), "%");
        BigDecimal told = uncertaintyIsTold ? uncertainty : null;
        for (Kind kind : new Kind[] {NUMBER, BELOW, ABOVE}) {
            Verdict expected = judge(rule, inMg, scaled(kind, mgPerKg, told, 0, "mg/kg"));
            for (Verdict same : List.of(
                    judge(rule, inMg, scaled(kind, mgPerKg, told, -4, "%")),
                    judge(rule, inPercent, scaled(kind, mgPerKg, told, 3, "ug/kg")))) {
                assertEquals(expected.outcome(), same.outcome());
                assertEquals(expected.reason(), same.reason());
                assertEquals(expected.marginal(), same.marginal());
            }
        }
    }

    private static Measurement scaled(Kind kind, BigDecimal value, BigDecimal uncertainty, int exponent, String unit) {
        return row(
                "lead",
                "body",
                kind,
                value.scaleByPowerOfTen(exponent).toPlainString(),
                unit,
                uncertainty == null
                        ? null
                        : uncertainty.scaleByPowerOfTen(exponent).toPlainString());
    }

    /** BANNED and PASS have no number to compare with: LE stands in. */
    private static Limit numeric(Comparator comparator, BigDecimal limit, String unit) {
        return limit(
                comparator.isNumeric() ? comparator : LE,
                limit.toPlainString(),
                comparator == RANGE ? limit.add(limit).toPlainString() : null,
                unit);
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
    void numbers_that_fail_fail_whatever_the_laboratory_says() {
        Verdict verdict = said(LabVerdict.PASS, Status.FINAL, "101");
        assertEquals(Outcome.FAIL, verdict.outcome());
        assertTrue(verdict.mismatch());
        assertFalse(said(LabVerdict.FAIL, Status.FINAL, "101").mismatch());
    }

    @Test
    void nothing_passes_over_a_laboratorys_failing_word() {
        Verdict verdict = said(LabVerdict.FAIL, Status.FINAL, "99");
        assertEquals(Outcome.INCONCLUSIVE, verdict.outcome());
        assertEquals("LAB_VERDICT_MISMATCH", verdict.reason());
        assertTrue(verdict.mismatch());
    }

    @Test
    void a_partial_report_never_decides() {
        assertEquals(
                new Verdict(Outcome.PENDING, null, false, DecisionRule.SIMPLE_ACCEPTANCE, List.of()),
                said(LabVerdict.FAIL, Status.PARTIAL, "999"));
    }

    private static Verdict said(LabVerdict word, Status status, String mgPerKg) {
        LabReport report = report(word, status, List.of(BODY), row(NUMBER, mgPerKg, "mg/kg"));
        return judge(report, plan(limit(LE, "100", null, "mg/kg")));
    }

    @Test
    void a_missing_item_leaves_it_open_and_a_failing_one_does_not() {
        PlanVersion plan = plan(limit(LE, "100", null, "mg/kg"), limit("ph", RANGE, "4", "9", "pH", List.of(), "s"));
        Verdict open = judge(report(List.of(BODY), row(NUMBER, "1", "mg/kg")), plan);
        assertEquals(Outcome.INCONCLUSIVE, open.outcome());
        assertEquals("ph: ITEMS_MISSING", open.reason());
        assertEquals(
                Outcome.FAIL,
                judge(report(List.of(BODY), row(NUMBER, "101", "mg/kg")), plan).outcome());
    }

    @Test
    void an_item_is_owed_where_a_part_or_the_listing_is_of_its_material() {
        PlanVersion plan = plan(
                limit("ph", RANGE, "4.0", "7.5", "pH", List.of("textile"), "s"),
                limit("chromium-vi", LE, "3", null, "mg/kg", List.of("leather"), "s"));
        Measurement ph = row("ph", "upper", NUMBER, "6.0", "pH", null);
        LabReport cloth = report(List.of(new Part("upper", "textile", true)), ph);
        assertEquals(Outcome.PASS, judge(cloth, plan).outcome());
        assertEquals(Outcome.PASS, judge(cloth, plan, "textile", "rubber").outcome());
        assertEquals("chromium-vi: ITEMS_MISSING", judge(cloth, plan, "leather").reason());
        assertEquals("chromium-vi: ITEMS_MISSING", judge(cloth, plan, "lether").reason());
        LabReport lined = report(List.of(new Part("upper", "textile", true), new Part("sole", "leather", true)), ph);
        assertEquals("chromium-vi: ITEMS_MISSING", judge(lined, plan).reason());
    }

    @Test
    void what_only_some_things_have_is_owed_where_there_is_such_a_part() {
        PlanVersion plan = plan(
                limit("film", GE, "0.25", null, "mm", List.of("synthetic-resin"), "s"),
                new Limit(
                        "buckle",
                        "M",
                        GE,
                        new BigDecimal("50"),
                        null,
                        "N",
                        List.of(),
                        null,
                        "buckle",
                        List.of(),
                        "s",
                        21,
                        true));
        Measurement film = row("film", "body", NUMBER, "0.3", "mm", null);
        assertEquals(
                Outcome.PASS,
                judge(report(List.of(BODY), film), plan, "synthetic-resin").outcome());
        LabReport vest = report(List.of(BODY, new Part("buckle", "synthetic-resin", false)), film);
        assertEquals("buckle: ITEMS_MISSING", judge(vest, plan).reason());
    }

    @Test
    void a_report_without_one_row_that_a_limit_covers_never_passes() {
        PlanVersion plan = plan(limit("lead", LE, "1", null, "mg/kg", List.of("metal"), "s"));
        Verdict verdict = judge(report(List.of(BODY), row(NUMBER, "0.5", "mg/kg")), plan);
        assertEquals(Outcome.INCONCLUSIVE, verdict.outcome());
        assertEquals("lead: ITEMS_MISSING", verdict.reason());
    }

    @Test
    void each_part_is_held_against_the_limits_of_its_material() {
        PlanVersion plan = plan(
                limit("lead", LE, "90", null, "mg/kg", List.of("metal"), "metal"),
                limit("lead", LE, "300", null, "mg/kg", List.of("synthetic-resin"), "resin"));
        Verdict verdict = judge(
                report(
                        List.of(BODY, new Part("clasp", "metal", true)),
                        row("lead", "body", NUMBER, "200", "mg/kg", null),
                        row("lead", "clasp", NUMBER, "200", "mg/kg", null)),
                plan);
        assertEquals(Outcome.FAIL, verdict.outcome());
        assertEquals(
                List.of(Finding.Result.CONFORMS, Finding.Result.FAILS),
                verdict.findings().stream().map(Finding::result).toList());
        assertEquals(1, verdict.nonconformities().size());
        assertEquals("clasp", verdict.nonconformities().get(0).part());
        assertEquals("metal", verdict.nonconformities().get(0).source());
    }

    @Test
    void every_row_is_kept_with_what_it_was_held_against() {
        Verdict verdict = judge(limit(LE, "100", null, "mg/kg"), row(NUMBER, "0.0099", "%"));
        assertEquals(
                List.of(new Finding(
                        "lead",
                        "body",
                        "M",
                        "99",
                        LE,
                        "100",
                        "mg/kg",
                        Finding.Result.CONFORMS,
                        null,
                        false,
                        "0.99",
                        "source")),
                verdict.findings());
        assertEquals(DecisionRule.SIMPLE_ACCEPTANCE, verdict.decisionRule());
    }
}
