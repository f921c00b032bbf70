package org.importsafety.testing.report;

import java.util.List;
import org.importsafety.events.Nonconformity;
import org.importsafety.events.ResultEvent;
import org.importsafety.events.ResultEvent.TestFailed;
import org.importsafety.events.ResultEvent.TestInconclusive;
import org.importsafety.events.ResultEvent.TestPassed;
import org.importsafety.testing.order.TestOrder;
import org.importsafety.testing.standard.DecisionRule;

/**
 * What follows from a report.
 *
 * @param reason why nothing was decided, else null
 * @param mismatch the laboratory's word differs from what its numbers say
 * @param decisionRule the rule that was applied, the plan's
 * @param findings every row and sum that was held against a limit; empty while pending
 */
record Verdict(Outcome outcome, String reason, boolean mismatch, DecisionRule decisionRule, List<Finding> findings) {
    enum Outcome {
        PASS,
        FAIL,
        INCONCLUSIVE,
        /** A partial report never decides. */
        PENDING
    }

    Verdict {
        findings = List.copyOf(findings);
    }

    /** A value is within its uncertainty of a limit. */
    boolean marginal() {
        return findings.stream().anyMatch(Finding::marginal);
    }

    /** The laboratory's word is against its numbers: a person looks at it before anything else is done. */
    boolean isHeld() {
        return Judgement.LAB_VERDICT_MISMATCH.equals(reason);
    }

    /** Empty unless failed. */
    List<Nonconformity> nonconformities() {
        return findings.stream()
                .filter(row -> row.result() == Finding.Result.FAILS)
                .map(Finding::nonconformity)
                .toList();
    }

    /** What is told of it. */
    ResultEvent event(TestOrder order, LabReport report) {
        String id = order.id().toString();
        String lab = order.lab();
        String labVerdict = report.labVerdict().name();
        return switch (outcome) {
            case PASS ->
                new TestPassed(
                        order.caseId(),
                        id,
                        order.listingId(),
                        lab,
                        report.reportNo(),
                        report.revision(),
                        order.plan(),
                        order.planVersion(),
                        decisionRule.name(),
                        labVerdict,
                        mismatch,
                        marginal(),
                        order.refundFrom(),
                        nonconformities(),
                        order.retestOf(),
                        order.referee());
            case FAIL ->
                new TestFailed(
                        order.caseId(),
                        id,
                        order.listingId(),
                        order.sellerId(),
                        lab,
                        report.reportNo(),
                        report.revision(),
                        order.plan(),
                        order.planVersion(),
                        decisionRule.name(),
                        labVerdict,
                        mismatch,
                        marginal(),
                        order.refundFrom(),
                        nonconformities(),
                        order.retestOf(),
                        order.referee());
            case INCONCLUSIVE ->
                new TestInconclusive(
                        order.caseId(),
                        id,
                        order.listingId(),
                        lab,
                        report.reportNo(),
                        report.revision(),
                        order.plan(),
                        order.planVersion(),
                        decisionRule.name(),
                        labVerdict,
                        mismatch,
                        marginal(),
                        order.refundFrom(),
                        reason,
                        nonconformities(),
                        order.retestOf(),
                        order.referee());
            case PENDING -> throw new IllegalStateException("A partial report tells nothing");
        };
    }
}
