package org.importsafety.testing.report;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.importsafety.testing.report.Finding.Result;
import org.importsafety.testing.report.LabReport.LabVerdict;
import org.importsafety.testing.report.LabReport.Status;
import org.importsafety.testing.report.Verdict.Outcome;
import org.importsafety.testing.standard.Limit;
import org.importsafety.testing.standard.PlanVersion;
import org.importsafety.testing.standard.PlanVersion.Item;

/**
 * The verdict on a report, from its measurements alone. Numbers that fail fail whatever the laboratory says; over a
 * laboratory's failing word we never publish a pass.
 */
final class Judgement {
    static final String ITEMS_MISSING = "ITEMS_MISSING";
    static final String LAB_VERDICT_MISMATCH = "LAB_VERDICT_MISMATCH";

    private Judgement() {}

    /**
     * @param plan the version that the order pins, with its decision rule
     * @param materials what the listing says it is made of
     */
    static Verdict of(LabReport report, PlanVersion plan, List<Item> ordered, List<String> materials) {
        if (report.status() == Status.PARTIAL) {
            return new Verdict(Outcome.PENDING, null, false, plan.decisionRule(), List.of());
        }
        List<Finding> findings = findings(report, plan);
        if (findings.stream().anyMatch(row -> row.result() == Result.FAILS)) {
            boolean mismatch = report.labVerdict() == LabVerdict.PASS;
            return new Verdict(Outcome.FAIL, null, mismatch, plan.decisionRule(), findings);
        }
        Optional<String> open =
                missing(report, plan, ordered, materials, findings).or(() -> open(findings));
        if (open.isPresent()) {
            return new Verdict(Outcome.INCONCLUSIVE, open.get(), false, plan.decisionRule(), findings);
        }
        return report.labVerdict() == LabVerdict.FAIL
                ? new Verdict(Outcome.INCONCLUSIVE, LAB_VERDICT_MISMATCH, true, plan.decisionRule(), findings)
                : new Verdict(Outcome.PASS, null, false, plan.decisionRule(), findings);
    }

    /** A row on a part that no limit of its item applies to decides nothing. */
    private static List<Finding> findings(LabReport report, PlanVersion plan) {
        Stream<Finding> rows = report.measurements().stream().flatMap(row -> plan.limitsOf(row.item()).stream()
                .filter(limit -> limit.appliesTo(report.part(row.part())))
                .map(limit -> Finding.of(row, limit, plan.decisionRule())));
        Stream<Finding> sums = plan.sums().stream().flatMap(limit -> Sum.findings(report, limit, plan.decisionRule()));
        return Stream.concat(rows, sums).toList();
    }

    /** The items that the report owes and does not have; where it has nothing at all, every one. */
    private static Optional<String> missing(
            LabReport report, PlanVersion plan, List<Item> ordered, List<String> materials, List<Finding> findings) {
        Set<String> judged = findings.stream().map(Finding::item).collect(Collectors.toSet());
        List<String> missing = ordered.stream()
                .map(Item::item)
                .filter(item -> !judged.contains(item))
                .filter(item -> judged.isEmpty() || isOwed(report, plan.limitsOf(item), materials))
                .toList();
        return missing.isEmpty() && !findings.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", missing) + ": " + ITEMS_MISSING);
    }

    /**
     * A shoe of cloth owes no chromium VI; one that has a leather part does, and one whose listing says leather. A part
     * or a listing of a material that nobody knows owes everything. A limit for all materials is owed where a part falls
     * under it.
     */
    private static boolean isOwed(LabReport report, List<Limit> limits, List<String> materials) {
        return limits.isEmpty()
                || limits.stream()
                        .anyMatch(limit -> report.parts().stream().anyMatch(limit::appliesTo)
                                || !limit.materials().isEmpty()
                                        && materials.stream().anyMatch(limit::isAbout));
    }

    /** Why nothing can be decided, as {@code <item>: <reason>}. */
    private static Optional<String> open(List<Finding> findings) {
        return findings.stream()
                .filter(row -> row.result() == Result.OPEN)
                .map(row -> row.item() + ": " + row.reason())
                .findFirst();
    }
}
