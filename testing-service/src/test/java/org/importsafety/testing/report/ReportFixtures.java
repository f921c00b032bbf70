package org.importsafety.testing.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.importsafety.testing.report.LabReport.Kind;
import org.importsafety.testing.report.LabReport.LabVerdict;
import org.importsafety.testing.report.LabReport.Measurement;
import org.importsafety.testing.report.LabReport.Status;
import org.importsafety.testing.standard.DecisionRule;
import org.importsafety.testing.standard.Limit;
import org.importsafety.testing.standard.Limit.Comparator;
import org.importsafety.testing.standard.Part;
import org.importsafety.testing.standard.PlanVersion;

/** Limits on lead, reports on a body of plastic, and their judgement. */
final class ReportFixtures {
    static final Part BODY = new Part("body", "synthetic-resin", true);

    private ReportFixtures() {}

    static Verdict judge(Limit limit, Measurement... rows) {
        return judge(DecisionRule.SIMPLE_ACCEPTANCE, limit, rows);
    }

    static Verdict judge(DecisionRule rule, Limit limit, Measurement... rows) {
        return judge(report(List.of(BODY), rows), plan(rule, limit));
    }

    static Verdict judge(LabReport report, PlanVersion plan, String... materials) {
        return Judgement.of(report, plan, plan.items(), List.of(materials));
    }

    static LabReport report(List<Part> parts, Measurement... rows) {
        return report(LabVerdict.NONE, Status.FINAL, parts, rows);
    }

    static LabReport report(LabVerdict word, Status status, List<Part> parts, Measurement... rows) {
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
                "the laboratory's own rule",
                "ab",
                "x",
                parts,
                List.of(rows));
    }

    static PlanVersion plan(Limit... limits) {
        return plan(DecisionRule.SIMPLE_ACCEPTANCE, limits);
    }

    static PlanVersion plan(DecisionRule rule, Limit... limits) {
        return new PlanVersion("p", 1, List.of("c"), List.of(), LocalDate.EPOCH, null, rule, List.of(limits));
    }

    static Limit limit(Comparator comparator, String limit, String upper, String unit) {
        return limit("lead", comparator, limit, upper, unit, List.of(), "source");
    }

    static Limit limit(
            String item,
            Comparator comparator,
            String limit,
            String upper,
            String unit,
            List<String> materials,
            String source) {
        return new Limit(
                item,
                "M",
                comparator,
                dec(limit),
                dec(upper),
                unit,
                materials,
                null,
                null,
                List.of(),
                source,
                null,
                true);
    }

    static Limit sum(Comparator comparator, String limit, String unit, String... components) {
        return new Limit(
                "phthalates-sum",
                "M",
                comparator,
                dec(limit),
                null,
                unit,
                List.of("synthetic-resin"),
                null,
                null,
                List.of(components),
                "source",
                4,
                true);
    }

    static Measurement row(Kind kind, String value, String unit) {
        return row("lead", "body", kind, value, unit, null);
    }

    static Measurement row(String item, String part, Kind kind, String value, String unit, String uncertainty) {
        return new Measurement(item, part, "M", kind, value, unit, uncertainty, null, true);
    }

    static BigDecimal dec(String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
