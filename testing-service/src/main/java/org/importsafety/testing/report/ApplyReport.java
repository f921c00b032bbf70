package org.importsafety.testing.report;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.events.Recorded;
import org.importsafety.events.ResultEvent;
import org.importsafety.events.ResultEvent.TestInconclusive;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Outbox;
import org.importsafety.testing.order.Retest;
import org.importsafety.testing.order.TestOrder;
import org.importsafety.testing.order.TestOrders;
import org.importsafety.testing.report.LabReport.Status;

/**
 * What follows from a report that counts, in the transaction in which it does: the order's end, what is told, and a
 * retest where nothing was decided. Not after a correction: that a verdict was taken back is for a person to look at.
 */
final class ApplyReport {
    private final Mutiny.Session session;
    private final Outbox outbox;
    private final Retest retest;

    ApplyReport(Mutiny.Session session, Outbox outbox, Retest retest) {
        this.session = session;
        this.outbox = outbox;
        this.retest = retest;
    }

    /** A partial report decides nothing and leaves the order open. */
    Uni<Void> apply(TestOrder order, LabReport report, Verdict verdict, Intake intake, Instant now) {
        if (report.status() == Status.PARTIAL) {
            return Uni.createFrom().voidItem();
        }
        TestOrder closed = order.close(
                report.reportNo(), report.revision(), verdict.outcome().name());
        ResultEvent event = intake instanceof Intake.Correction correction
                ? new Corrected(order, report, verdict, correction.previous()).event()
                : verdict.event(order, report);
        Cause cause = Cause.of(order.lab() + "|" + report.reportNo() + "|" + report.revision(), now)
                .because(order.orderedEventId());
        return new TestOrders(session)
                .update(closed)
                .chain(() -> outbox.append(cause, event))
                .chain(() -> event instanceof TestInconclusive && !verdict.isHeld()
                        ? retest.byRule(session, outbox, closed, Recorded.id(event.type(), cause.key()), now)
                        : Uni.createFrom().voidItem());
    }
}
