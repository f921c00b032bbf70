package org.importsafety.testing.report;

import static org.importsafety.testing.report.LabReport.Kind.ABOVE;
import static org.importsafety.testing.report.LabReport.Kind.BELOW;
import static org.importsafety.testing.report.LabReport.Kind.NUMBER;
import static org.importsafety.testing.report.ReportFixtures.judge;
import static org.importsafety.testing.report.ReportFixtures.limit;
import static org.importsafety.testing.report.ReportFixtures.row;
import static org.importsafety.testing.standard.DecisionRule.BUILT_IN;
import static org.importsafety.testing.standard.DecisionRule.GUARDED_ACCEPTANCE;
import static org.importsafety.testing.standard.DecisionRule.GUARDED_REJECTION;
import static org.importsafety.testing.standard.DecisionRule.NON_BINARY;
import static org.importsafety.testing.standard.DecisionRule.SIMPLE_ACCEPTANCE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.importsafety.testing.report.LabReport.Kind;
import org.importsafety.testing.standard.DecisionRule;
import org.importsafety.testing.standard.Limit;
import org.importsafety.testing.standard.Limit.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The boundaries of the rules of ILAC-G8:09/2019 with a limit of 100 and an uncertainty of 5, and their mirror images. */
class DecisionRulesTest {
    private static final Limit MOST = limit(Comparator.LE, "100", null, "mg/kg");
    private static final Limit LESS = limit(Comparator.LT, "100", null, "mg/kg");
    private static final Limit LEAST = limit(Comparator.GE, "100", null, "mg/kg");
    private static final Limit RANGE = limit(Comparator.RANGE, "100", "200", "mg/kg");

    @ParameterizedTest
    @CsvSource({
        "SIMPLE_ACCEPTANCE, 94.9, PASS",
        "SIMPLE_ACCEPTANCE, 95, PASS marginal",
        "SIMPLE_ACCEPTANCE, 98, PASS marginal",
        "SIMPLE_ACCEPTANCE, 100, PASS marginal",
        "SIMPLE_ACCEPTANCE, 100.1, FAIL marginal",
        "SIMPLE_ACCEPTANCE, 105.1, FAIL",
        "BUILT_IN, 100, PASS marginal",
        "BUILT_IN, 100.1, FAIL marginal",
        "GUARDED_ACCEPTANCE, 94.9, PASS",
        "GUARDED_ACCEPTANCE, 95, PASS marginal",
        "GUARDED_ACCEPTANCE, 95.1, IN_GUARD_BAND marginal",
        "GUARDED_ACCEPTANCE, 98, IN_GUARD_BAND marginal",
        "GUARDED_ACCEPTANCE, 100, IN_GUARD_BAND marginal",
        "GUARDED_ACCEPTANCE, 100.1, FAIL marginal",
        "GUARDED_ACCEPTANCE, 105.1, FAIL",
        "GUARDED_REJECTION, 100, PASS marginal",
        "GUARDED_REJECTION, 105, PASS marginal",
        "GUARDED_REJECTION, 105.1, FAIL",
        "NON_BINARY, 94.9, PASS",
        "NON_BINARY, 95, PASS",
        "NON_BINARY, 95.1, PASS marginal",
        "NON_BINARY, 100, PASS marginal",
        "NON_BINARY, 100.1, FAIL marginal",
        "NON_BINARY, 105, FAIL marginal",
        "NON_BINARY, 105.1, FAIL"
    })
    void an_upper_limit_and_its_mirror_image(DecisionRule rule, String value, String expected) {
        assertEquals(expected, told(judge(rule, MOST, row("lead", "body", NUMBER, value, "mg/kg", "5"))));
        String mirrored =
                ReportFixtures.dec("200").subtract(ReportFixtures.dec(value)).toPlainString();
        assertEquals(expected, told(judge(rule, LEAST, row("lead", "body", NUMBER, mirrored, "mg/kg", "5"))));
        assertEquals(expected, told(judge(rule, RANGE, row("lead", "body", NUMBER, mirrored, "mg/kg", "5"))));
        String atTheTop =
                ReportFixtures.dec("100").add(ReportFixtures.dec(value)).toPlainString();
        assertEquals(expected, told(judge(rule, RANGE, row("lead", "body", NUMBER, atTheTop, "mg/kg", "5"))));
    }

    @ParameterizedTest
    @CsvSource({
        "SIMPLE_ACCEPTANCE, 100, FAIL marginal",
        "SIMPLE_ACCEPTANCE, 99.9, PASS marginal",
        "GUARDED_ACCEPTANCE, 95, IN_GUARD_BAND marginal",
        "GUARDED_ACCEPTANCE, 94.9, PASS",
        "GUARDED_ACCEPTANCE, 100, FAIL marginal",
        "GUARDED_REJECTION, 104.9, PASS marginal",
        "GUARDED_REJECTION, 105, FAIL marginal"
    })
    void a_limit_that_must_not_be_reached_moves_with_its_band(DecisionRule rule, String value, String expected) {
        assertEquals(expected, told(judge(rule, LESS, row("lead", "body", NUMBER, value, "mg/kg", "5"))));
    }

    @ParameterizedTest
    @CsvSource({
        "SIMPLE_ACCEPTANCE, 100, PASS",
        "SIMPLE_ACCEPTANCE, 101, FAIL",
        "BUILT_IN, 100, PASS",
        "BUILT_IN, 101, FAIL",
        "GUARDED_ACCEPTANCE, 1, NO_UNCERTAINTY",
        "GUARDED_ACCEPTANCE, 101, FAIL",
        "GUARDED_REJECTION, 100, PASS",
        "GUARDED_REJECTION, 9000, NO_UNCERTAINTY",
        "NON_BINARY, 1, NO_UNCERTAINTY",
        "NON_BINARY, 101, FAIL"
    })
    void without_an_uncertainty_a_rule_that_needs_one_decides_what_the_bare_value_decides_anyway(
            DecisionRule rule, String value, String expected) {
        assertEquals(expected, told(judge(rule, MOST, row(NUMBER, value, "mg/kg"))));
    }

    @ParameterizedTest
    @EnumSource(DecisionRule.class)
    void a_bound_has_no_uncertainty_of_its_own_under_any_rule(DecisionRule rule) {
        assertEquals("PASS", told(judge(rule, MOST, row(BELOW, "100", "mg/kg"))));
        assertEquals("LOQ_ABOVE_LIMIT", told(judge(rule, MOST, row(BELOW, "100.1", "mg/kg"))));
        assertEquals("FAIL", told(judge(rule, MOST, row(ABOVE, "100", "mg/kg"))));
        assertEquals("SATURATED_BELOW_LIMIT", told(judge(rule, MOST, row(ABOVE, "99", "mg/kg"))));
    }

    @Test
    void an_uncertainty_that_is_told_with_a_bound_moves_it() {
        assertEquals("PASS", told(judge(GUARDED_ACCEPTANCE, MOST, bound(BELOW, "95"))));
        assertEquals("IN_GUARD_BAND", told(judge(GUARDED_ACCEPTANCE, MOST, bound(BELOW, "96"))));
        assertEquals("IN_GUARD_BAND", told(judge(GUARDED_REJECTION, MOST, bound(ABOVE, "104"))));
        assertEquals("FAIL", told(judge(GUARDED_REJECTION, MOST, bound(ABOVE, "105"))));
    }

    @Test
    void ninety_eight_give_or_take_five_passes_simply_and_is_open_under_a_guard_band() {
        var measured = row("lead", "body", NUMBER, "98", "mg/kg", "5");
        Verdict simple = judge(SIMPLE_ACCEPTANCE, MOST, measured);
        assertEquals(Verdict.Outcome.PASS, simple.outcome());
        assertEquals(SIMPLE_ACCEPTANCE, simple.decisionRule());
        Verdict guarded = judge(GUARDED_ACCEPTANCE, MOST, measured);
        assertEquals(Verdict.Outcome.INCONCLUSIVE, guarded.outcome());
        assertEquals("lead: IN_GUARD_BAND", guarded.reason());
        assertEquals(GUARDED_ACCEPTANCE, guarded.decisionRule());
    }

    @Test
    void the_uncertainty_is_in_the_unit_of_its_value() {
        Limit percent = limit(Comparator.LE, "0.01", null, "%");
        assertEquals(
                "PASS marginal", told(judge(NON_BINARY, percent, row("lead", "body", NUMBER, "98", "mg/kg", "5"))));
        assertEquals("PASS", told(judge(NON_BINARY, percent, row("lead", "body", NUMBER, "94", "mg/kg", "5"))));
        assertEquals("FAIL", told(judge(BUILT_IN, percent, row("lead", "body", NUMBER, "106", "mg/kg", "5"))));
        assertEquals(
                "PASS marginal",
                told(judge(GUARDED_REJECTION, percent, row("lead", "body", NUMBER, "0.0105", "%", "0.0005"))));
    }

    private static LabReport.Measurement bound(Kind kind, String value) {
        return row("lead", "body", kind, value, "mg/kg", "5");
    }

    private static String told(Verdict verdict) {
        String said = verdict.reason() == null
                ? verdict.outcome().name()
                : verdict.reason().replace("lead: ", "");
        return verdict.marginal() ? said + " marginal" : said;
    }
}
