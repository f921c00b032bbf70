package org.importsafety.testing.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.importsafety.events.Nonconformity;
import org.importsafety.testing.order.TestOrder;
import org.importsafety.testing.report.Verdict.Outcome;
import org.importsafety.testing.standard.DecisionRule;
import org.importsafety.testing.standard.PlanBody;
import org.importsafety.testing.standard.PlanVersion;
import org.importsafety.testing.standard.PlanVersion.Item;

/** A case with all that its verdicts were decided from, so that anybody can decide them again. */
record CaseFile(String caseId, List<OrderFile> orders) {

    /** @param plan the version that the order pins, with its limits */
    record OrderFile(
            UUID testOrderId,
            int attempt,
            String lab,
            String category,
            String ageGroup,
            List<String> materials,
            List<Item> items,
            PlanBody plan,
            List<ReportFile> reports) {
        static OrderFile of(TestOrder order, PlanVersion plan, List<ReportFile> reports) {
            return new OrderFile(
                    order.id(),
                    order.attempt(),
                    order.lab(),
                    order.category(),
                    order.ageGroup(),
                    order.materials(),
                    order.items(),
                    PlanBody.of(plan),
                    reports);
        }
    }

    /**
     * @param contentHash of the document when it was recorded
     * @param document the report as it came
     */
    record ReportFile(
            String reportNo,
            int revision,
            Instant recordedAt,
            String contentHash,
            Map<String, Object> document,
            VerdictFile verdict) {
        static ReportFile of(ReportRow row) {
            return new ReportFile(
                    row.id.reportNo(),
                    row.id.revision(),
                    row.recordedAt,
                    row.contentHash,
                    Submission.body(row.document),
                    VerdictFile.of(row.judged(), row.nonconformities.rows()));
        }
    }

    /** A verdict as it was recorded. */
    record VerdictFile(
            Outcome outcome,
            String reason,
            boolean mismatch,
            boolean marginal,
            DecisionRule decisionRule,
            List<Nonconformity> nonconformities,
            List<Finding> findings) {
        static VerdictFile of(Verdict verdict, List<Nonconformity> nonconformities) {
            return new VerdictFile(
                    verdict.outcome(),
                    verdict.reason(),
                    verdict.mismatch(),
                    verdict.marginal(),
                    verdict.decisionRule(),
                    nonconformities,
                    verdict.findings());
        }
    }
}
