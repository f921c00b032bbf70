package org.importsafety.testing.report;

import static org.importsafety.testing.report.LabReport.Kind.ABOVE;
import static org.importsafety.testing.report.LabReport.Kind.BELOW;
import static org.importsafety.testing.report.LabReport.Kind.NUMBER;
import static org.importsafety.testing.report.ReportFixtures.BODY;
import static org.importsafety.testing.report.ReportFixtures.judge;
import static org.importsafety.testing.report.ReportFixtures.plan;
import static org.importsafety.testing.report.ReportFixtures.report;
import static org.importsafety.testing.report.ReportFixtures.row;
import static org.importsafety.testing.report.ReportFixtures.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.importsafety.events.Nonconformity;
import org.importsafety.testing.report.LabReport.Kind;
import org.importsafety.testing.report.LabReport.Measurement;
import org.importsafety.testing.report.Verdict.Outcome;
import org.importsafety.testing.standard.DecisionRule;
import org.importsafety.testing.standard.Limit;
import org.importsafety.testing.standard.Limit.Comparator;
import org.importsafety.testing.standard.Part;
import org.junit.jupiter.api.Test;

/** Phthalates in percent, of three components, at most 0.1 together. */
class SumTest {
    private static final Limit SUM = sum(Comparator.LE, "0.1", "%", "DEHP", "DBP", "BBP");

    @Test
    void three_congeners_of_a_third_of_the_limit_and_more_fail_it() {
        Verdict verdict = judge(SUM, found("DEHP", "0.04"), found("DBP", "0.04"), found("BBP", "0.04"));
        assertEquals(Outcome.FAIL, verdict.outcome());
        assertEquals(
                List.of(new Nonconformity("phthalates-sum", "body", "M", "0.12", "LE", "0.1", "%", "1.2", "source")),
                verdict.nonconformities());
    }

    @Test
    void the_sum_is_in_the_limits_unit_whatever_the_components_are_in() {
        Verdict verdict = judge(
                SUM,
                component("DEHP", "body", NUMBER, "400", "mg/kg"),
                component("DBP", "body", NUMBER, "400", "ppm"),
                found("BBP", "0.04"));
        assertEquals("0.1200", verdict.nonconformities().get(0).measured());
    }

    @Test
    void what_was_not_found_counts_as_nothing_and_as_its_limit_of_quantification() {
        assertEquals(
                Outcome.PASS,
                judge(SUM, below("DEHP", "0.03"), below("DBP", "0.03"), below("BBP", "0.04"))
                        .outcome());
        assertEquals(
                Outcome.PASS,
                judge(SUM, found("DEHP", "0.04"), below("DBP", "0.03"), below("BBP", "0.03"))
                        .outcome());
        Verdict straddling = judge(SUM, found("DEHP", "0.04"), below("DBP", "0.04"), below("BBP", "0.04"));
        assertEquals(Outcome.INCONCLUSIVE, straddling.outcome());
        assertEquals("phthalates-sum: SUM_STRADDLES_LIMIT", straddling.reason());
        assertEquals("0.04-0.12", straddling.findings().get(0).measured());
        assertEquals(
                "0.11",
                judge(SUM, found("DEHP", "0.11"), below("DBP", "0.04"), below("BBP", "0.04"))
                        .nonconformities()
                        .get(0)
                        .measured());
    }

    @Test
    void missing_components_leave_it_open_unless_the_others_fail_already() {
        assertEquals(
                "phthalates-sum: COMPONENTS_MISSING",
                judge(SUM, found("DEHP", "0.01"), found("DBP", "0.01")).reason());
        assertEquals(Outcome.FAIL, judge(SUM, found("DEHP", "22.92")).outcome());
    }

    @Test
    void an_instrument_at_its_maximum_fails_above_the_limit_only() {
        Measurement none = below("BBP", "0.001");
        Verdict failed = judge(SUM, component("DEHP", "body", ABOVE, "5", "%"), found("DBP", "0.01"), none);
        assertEquals("5.01", failed.nonconformities().get(0).measured());
        assertEquals(
                "phthalates-sum: SATURATED_BELOW_LIMIT",
                judge(SUM, component("DEHP", "body", ABOVE, "0.05", "%"), found("DBP", "0.01"), none)
                        .reason());
    }

    @Test
    void the_laboratory_may_report_the_sum_itself() {
        assertEquals(Outcome.PASS, judge(SUM, found("phthalates-sum", "0.1")).outcome());
        assertEquals(Outcome.FAIL, judge(SUM, found("phthalates-sum", "0.11")).outcome());
        assertEquals(
                Outcome.PASS,
                judge(SUM, found("phthalates-sum", "0.05"), found("DEHP", "0.05"))
                        .outcome());
        assertEquals(
                Outcome.FAIL,
                judge(SUM, found("phthalates-sum", "0.05"), found("DEHP", "0.5"))
                        .outcome());
    }

    @Test
    void each_part_has_its_own_sum() {
        Verdict verdict = judge(
                report(
                        List.of(BODY, new Part("strap", "synthetic-resin", true)),
                        found("DEHP", "0.06"),
                        below("DBP", "0.01"),
                        below("BBP", "0.01"),
                        component("DEHP", "strap", NUMBER, "0.06", "%"),
                        component("DBP", "strap", BELOW, "0.01", "%"),
                        component("BBP", "strap", BELOW, "0.01", "%")),
                plan(SUM));
        assertEquals(Outcome.PASS, verdict.outcome());
        assertEquals(
                List.of("body", "strap"),
                verdict.findings().stream().map(Finding::part).toList());
    }

    @Test
    void of_two_measurements_of_one_component_the_higher_counts() {
        Verdict verdict =
                judge(SUM, found("DEHP", "0.02"), found("DEHP", "0.04"), below("DBP", "0.01"), below("BBP", "0.01"));
        assertEquals("0.04-0.06", verdict.findings().get(0).measured());
    }

    @Test
    void under_a_guard_band_the_uncertainties_of_what_was_found_are_added() {
        DecisionRule rule = DecisionRule.GUARDED_ACCEPTANCE;
        Verdict inBand = judge(rule, SUM, uncertain("DEHP", "0.05"), uncertain("DBP", "0.04"), below("BBP", "0.001"));
        assertEquals("phthalates-sum: IN_GUARD_BAND", inBand.reason());
        Verdict clear = judge(rule, SUM, uncertain("DEHP", "0.04"), uncertain("DBP", "0.035"), below("BBP", "0.001"));
        assertEquals(Outcome.PASS, clear.outcome());
        Verdict untold = judge(rule, SUM, found("DEHP", "0.01"), below("DBP", "0.01"), below("BBP", "0.01"));
        assertEquals("phthalates-sum: NO_UNCERTAINTY", untold.reason());
    }

    @Test
    void a_measured_sum_within_its_uncertainty_of_the_limit_is_marginal() {
        assertTrue(judge(SUM, uncertain("DEHP", "0.05"), uncertain("DBP", "0.03"), uncertain("BBP", "0.00"))
                .marginal());
    }

    private static Measurement found(String item, String percent) {
        return component(item, "body", NUMBER, percent, "%");
    }

    private static Measurement below(String item, String percent) {
        return component(item, "body", BELOW, percent, "%");
    }

    /** U = 0.01 each. */
    private static Measurement uncertain(String item, String percent) {
        return row(item, "body", NUMBER, percent, "%", "0.01");
    }

    private static Measurement component(String item, String part, Kind kind, String value, String unit) {
        return row(item, part, kind, value, unit, null);
    }
}
