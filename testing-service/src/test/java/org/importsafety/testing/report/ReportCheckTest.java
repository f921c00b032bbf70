package org.importsafety.testing.report;

import static org.importsafety.testing.Fixtures.part;
import static org.importsafety.testing.Fixtures.report;
import static org.importsafety.testing.Fixtures.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.importsafety.rest.FieldError;
import org.importsafety.testing.report.Finding.Result;
import org.importsafety.testing.report.ReportCheck.CheckedRow;
import org.importsafety.testing.report.Verdict.Outcome;
import org.importsafety.testing.standard.DecisionRule;
import org.importsafety.testing.standard.Limit;
import org.importsafety.testing.standard.Limit.Comparator;
import org.importsafety.testing.standard.PlanVersion;
import org.junit.jupiter.api.Test;

class ReportCheckTest {
    private static final PlanVersion PLAN = new PlanVersion(
            "p",
            1,
            List.of("c"),
            List.of(),
            LocalDate.EPOCH,
            null,
            DecisionRule.SIMPLE_ACCEPTANCE,
            List.of(
                    limit("lead", Comparator.LE, "100", "mg/kg"),
                    limit("nickel", Comparator.LE, "0.5", "µg/cm²/week", "metal"),
                    limit("sharp", Comparator.PASS, null, "1")));

    @Test
    void a_row_is_judged_while_other_fields_are_still_empty() {
        Map<String, Object> started = Map.of(
                "parts", List.of(part("body", "synthetic-resin")),
                "measurements", List.of(row("lead", "body", "NUMBER", "0.045", "%")));
        ReportCheck check = check(started);
        assertEquals(
                new CheckedRow(0, "lead", "body", Result.FAILS, null, false, Comparator.LE, "100", "mg/kg", "4.5"),
                check.rows().get(0));
        assertNull(check.verdict());
        assertTrue(fields(check).contains("signedBy"), "what is missing is named");
    }

    @Test
    void a_row_that_cannot_be_read_shows_the_limit_that_waits_for_it() {
        Map<String, Object> body = report("R", List.of(row("lead", "body", "NUMBER", "12", "lbs")));
        ReportCheck check = check(body);
        assertEquals(List.of("measurements[0].unit"), fields(check));
        CheckedRow row = check.rows().get(0);
        assertNull(row.result());
        assertNull(row.reason());
        assertEquals("100 mg/kg", row.limit() + " " + row.unit());
    }

    @Test
    void a_part_that_no_limit_is_about_is_told_so() {
        ReportCheck check = check(report("R", List.of(row("nickel", "body", "NUMBER", "1", "µg/cm²/week"))));
        assertEquals(ReportCheck.NO_LIMIT, check.rows().get(0).reason());
        assertNull(check.rows().get(0).result());
    }

    @Test
    void a_row_keeps_its_index_beside_one_that_is_no_object_and_one_of_an_unknown_part() {
        Map<String, Object> body = report("R", List.of());
        body.put(
                "measurements",
                List.of(
                        "nonsense",
                        row("lead", "lid", "NUMBER", "1", "mg/kg"),
                        row("sharp", "body", "PASS_FAIL", "FAIL", null)));
        ReportCheck check = check(body);
        assertEquals(List.of(2), check.rows().stream().map(CheckedRow::index).toList());
        assertEquals(Result.FAILS, check.rows().get(0).result());
        assertNull(check.rows().get(0).ratio());
    }

    @Test
    void what_would_stay_open_says_why() {
        ReportCheck check = check(report("R", List.of(row("lead", "body", "BELOW", "150", "mg/kg"))));
        assertEquals(Result.OPEN, check.rows().get(0).result());
        assertEquals(Finding.LOQ_ABOVE_LIMIT, check.rows().get(0).reason());
    }

    @Test
    void a_complete_report_gets_the_verdict_that_posting_it_would_bring() {
        Map<String, Object> body = report(
                "R",
                List.of(
                        row("lead", "body", "NUMBER", "100", "ppm"),
                        row("nickel", "clasp", "NUMBER", "0.1", "µg/cm²/week"),
                        row("sharp", "body", "PASS_FAIL", "PASS", null)));
        ReportCheck check = check(body);
        assertEquals(List.of(), check.errors());
        assertEquals(Outcome.PASS, check.verdict());
        body.put("labVerdict", "FAIL");
        assertEquals(Outcome.INCONCLUSIVE, check(body).verdict());
        assertEquals(Judgement.LAB_VERDICT_MISMATCH, check(body).reason());
        assertTrue(check(body).mismatch(), "the laboratory's word differs");
    }

    @Test
    void a_component_shows_how_its_sum_stands_so_far() {
        PlanVersion plan = ReportFixtures.plan(ReportFixtures.sum(Comparator.LE, "0.1", "%", "DEHP", "DBP"));
        Map<String, Object> body = report("R", List.of(row("DEHP", "body", "NUMBER", "0.04", "%")));
        CheckedRow alone =
                ReportCheck.of(body, plan, plan.items(), List.of()).rows().get(0);
        assertEquals("phthalates-sum", alone.item());
        assertEquals(Sum.COMPONENTS_MISSING, alone.reason());
        body.put(
                "measurements",
                List.of(
                        row("DEHP", "body", "NUMBER", "0.04", "%"),
                        row("DBP", "body", "NUMBER", "800", "mg/kg"),
                        row("DBP", "clasp", "NUMBER", "0", "lbs")));
        List<CheckedRow> rows =
                ReportCheck.of(body, plan, plan.items(), List.of()).rows();
        assertEquals(
                List.of("FAILS 1.2", "FAILS 1.2", "null null"),
                rows.stream().map(row -> row.result() + " " + row.ratio()).toList());
    }

    private static ReportCheck check(Map<String, Object> body) {
        return ReportCheck.of(body, PLAN, PLAN.items(), List.of());
    }

    private static List<String> fields(ReportCheck check) {
        return check.errors().stream().map(FieldError::field).toList();
    }

    private static Limit limit(String item, Comparator comparator, String limit, String unit, String... materials) {
        BigDecimal number = limit == null ? null : new BigDecimal(limit);
        return new Limit(
                item,
                "M",
                comparator,
                number,
                null,
                unit,
                List.of(materials),
                null,
                null,
                List.of(),
                "a test",
                null,
                true);
    }
}
