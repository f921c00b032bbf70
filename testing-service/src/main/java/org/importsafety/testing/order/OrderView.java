package org.importsafety.testing.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.importsafety.testing.order.TestOrder.Closed;
import org.importsafety.testing.order.TestOrder.Ended;
import org.importsafety.testing.standard.PlanVersion.Item;

/**
 * An order as a laboratory needs it: nothing about the seller or refunds. What would tell it whether another laboratory
 * has the case too is left out for it, so that nobody works otherwise on a split sample.
 *
 * @param attempt which order of the case it is; null for a laboratory
 * @param supersedes the order of the case whose place it took, or null; null for a laboratory
 * @param endReason why it ended without a report, else null
 * @param supersededBy the order of the case that took its place, else null
 * @param remindedAt when it was marked as due soon, or null
 * @param overdueAt when it was told that the due day is over, or null
 * @param nextSteps the sample's steps that are legal now
 */
record OrderView(
        UUID testOrderId,
        String caseId,
        String month,
        String listingId,
        String sku,
        String category,
        String ageGroup,
        List<String> materials,
        String lab,
        String plan,
        int planVersion,
        List<Item> items,
        String status,
        SampleStep sampleStep,
        Instant orderedAt,
        LocalDate dueOn,
        Instant remindedAt,
        Instant overdueAt,
        String reportNo,
        Integer revision,
        String verdict,
        Integer attempt,
        UUID supersedes,
        UUID retestOf,
        boolean referee,
        String endReason,
        UUID supersededBy,
        Boolean split,
        List<String> nextSteps) {

    /** @param blind for a laboratory */
    static OrderView of(TestOrder order, boolean blind) {
        Closed closed = order.state() instanceof Closed state ? state : null;
        Ended ended = order.state() instanceof Ended state ? state : null;
        return new OrderView(
                order.id(),
                order.caseId(),
                order.month(),
                order.listingId(),
                order.sku(),
                order.category(),
                order.ageGroup(),
                order.materials(),
                order.lab(),
                order.plan(),
                order.planVersion(),
                order.items(),
                order.state().name(),
                order.state().sample(),
                order.orderedAt(),
                order.dueOn(),
                order.due().remindedAt(),
                order.due().overdueAt(),
                closed == null ? null : closed.reportNo(),
                closed == null ? null : closed.revision(),
                closed == null ? null : closed.verdict(),
                blind ? null : order.attempt(),
                blind ? null : order.origin().supersedes(),
                order.origin().retestOf(),
                order.origin().referee(),
                ended == null ? null : ended.reason(),
                order.next(),
                blind ? null : order.origin().split(),
                order.nextStepNames());
    }
}
