package org.importsafety.testing.report;

import java.util.List;
import org.importsafety.events.Nonconformity;
import org.importsafety.events.ResultEvent;
import org.importsafety.events.ResultEvent.TestFailed;
import org.importsafety.events.ResultEvent.TestInconclusive;
import org.importsafety.events.ResultEvent.TestPassed;
import org.importsafety.testing.order.TestOrder;

/**
 * What follows from a report.
 *
 * @param reason why nothing was decided, else null
 * @param mismatch the laboratory's word differs from what its numbers say
 * @param marginal a value is within its uncertainty of a limit
 * @param nonconformities empty unless failed
 */
record Verdict(
        Outcome outcome, String reason, boolean mismatch, boolean marginal, List<Nonconformity> nonconformities) {
    enum Outcome {
        PASS,
        FAIL,
        INCONCLUSIVE,
        /** A partial report never decides. */
        PENDING
    }

    Verdict {
        nonconformities = List.copyOf(nonconformities);
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
                        report.decisionRule(),
                        labVerdict,
                        mismatch,
                        marginal,
                        order.refundFrom(),
                        nonconformities);
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
                        report.decisionRule(),
                        labVerdict,
                        mismatch,
                        marginal,
                        order.refundFrom(),
                        nonconformities);
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
                        report.decisionRule(),
                        labVerdict,
                        mismatch,
                        marginal,
                        order.refundFrom(),
                        reason,
                        nonconformities);
            case PENDING -> throw new IllegalStateException("A partial report tells nothing");
        };
    }
}
