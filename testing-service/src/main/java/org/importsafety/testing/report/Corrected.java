package org.importsafety.testing.report;

import org.importsafety.events.ResultEvent.TestCorrected;
import org.importsafety.testing.order.TestOrder;
import org.importsafety.testing.order.TestOrder.Closed;

/**
 * A report that took the place of another one. It is told also where the verdict stays: the values are others.
 *
 * @param previous what counted until now
 */
record Corrected(TestOrder order, LabReport report, Verdict verdict, Closed previous) {
    TestCorrected event() {
        return new TestCorrected(
                order.caseId(),
                order.id().toString(),
                order.listingId(),
                order.sellerId(),
                order.lab(),
                report.reportNo(),
                report.revision(),
                report.supersedes(),
                previous.verdict(),
                verdict.outcome().name(),
                report.correctionReason(),
                order.refundFrom(),
                verdict.nonconformities(),
                order.retestOf(),
                order.referee());
    }
}
