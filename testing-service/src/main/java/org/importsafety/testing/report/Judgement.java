package org.importsafety.testing.report;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.importsafety.testing.report.Finding.Result;
import org.importsafety.testing.report.LabReport.LabVerdict;
import org.importsafety.testing.report.LabReport.Status;
import org.importsafety.testing.report.Verdict.Outcome;
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

    /** @param plan the version that the order pins */
    static Verdict of(LabReport report, PlanVersion plan, List<Item> ordered) {
        if (report.status() == Status.PARTIAL) {
            return new Verdict(Outcome.PENDING, null, false, false, List.of());
        }
        List<Finding> findings = findings(report, plan);
        boolean marginal = findings.stream().anyMatch(Finding::marginal);
        List<Finding> failing =
                findings.stream().filter(row -> row.result() == Result.FAILS).toList();
        if (!failing.isEmpty()) {
            return new Verdict(
                    Outcome.FAIL,
                    null,
                    report.labVerdict() == LabVerdict.PASS,
                    marginal,
                    failing.stream().map(Finding::nonconformity).toList());
        }
        Optional<String> open = open(findings, ordered);
        if (open.isPresent()) {
            return new Verdict(Outcome.INCONCLUSIVE, open.get(), false, marginal, List.of());
        }
        if (report.labVerdict() == LabVerdict.FAIL) {
            return new Verdict(Outcome.INCONCLUSIVE, LAB_VERDICT_MISMATCH, true, marginal, List.of());
        }
        return new Verdict(Outcome.PASS, null, false, marginal, List.of());
    }

    /** A row on a part that no limit of its item applies to decides nothing. */
    private static List<Finding> findings(LabReport report, PlanVersion plan) {
        return report.measurements().stream()
                .flatMap(row -> plan.limitsOf(row.item()).stream()
                        .filter(limit -> limit.appliesTo(report.part(row.part())))
                        .map(limit -> Finding.of(row, limit)))
                .toList();
    }

    /** Why nothing can be decided, as {@code <item>: <reason>}. */
    private static Optional<String> open(List<Finding> findings, List<Item> ordered) {
        Set<String> judged =
                findings.stream().map(row -> row.measurement().item()).collect(Collectors.toSet());
        List<String> missing = ordered.stream()
                .map(Item::item)
                .filter(item -> !judged.contains(item))
                .toList();
        if (!missing.isEmpty() || ordered.isEmpty()) {
            return Optional.of(String.join(", ", missing) + ": " + ITEMS_MISSING);
        }
        return findings.stream()
                .filter(row -> row.result() == Result.OPEN)
                .map(row -> row.measurement().item() + ": " + row.reason())
                .findFirst();
    }
}
