package org.importsafety.testing.report;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.SessionWork;
import org.importsafety.testing.access.Audit;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.order.TestOrder;
import org.importsafety.testing.order.TestOrders;

/** An officer leaves a case undecided: it waits no longer, its verdict stays INCONCLUSIVE, and nothing new is told. */
@ApplicationScoped
class CloseCase {
    private final SessionWork work;
    private final Clock clock;

    CloseCase(Mutiny.SessionFactory sessions, Messaging messaging, Clock clock) {
        work = new SessionWork(sessions, messaging);
        this.clock = clock;
    }

    sealed interface Result {
        record CaseNotFound() implements Result {}

        /** @param isNew false when it had been closed so before */
        record Done(Closing closing, boolean isNew) implements Result {}

        record Refused(String why) implements Result {}
    }

    /** @param testOrderId the order whose report decided nothing */
    record Closing(String caseId, UUID testOrderId, String reason, String closedBy, Instant closedAt) {}

    Uni<Result> close(String caseId, Caller officer, String reason) {
        return work.run((session, outbox) -> new TestOrders(session)
                .lock(TestOrder.id(caseId, 1))
                .chain(first -> first == null
                        ? Uni.createFrom().item(new Result.CaseNotFound())
                        : new WaitingCases(session)
                                .find(caseId)
                                .chain(waiting -> waiting == null
                                        ? last(session, caseId).map(before -> closedBefore(before, reason))
                                        : add(
                                                session,
                                                new ClosingRow(waiting, officer, reason, clock.instant()),
                                                officer))));
    }

    private static Uni<Result> add(Mutiny.Session session, ClosingRow row, Caller officer) {
        return session.persist(row)
                .chain(session::flush)
                .chain(() -> new Audit(session).note(row.closedAt, officer, "CASE_CLOSED", row.caseId, row.reason))
                .replaceWith(new Result.Done(row.toClosing(), true));
    }

    private static Result closedBefore(Closing before, String reason) {
        if (before == null) {
            return new Result.Refused("The case does not wait for an officer");
        }
        return before.reason().equals(reason)
                ? new Result.Done(before, false)
                : new Result.Refused("The case is closed, for another reason");
    }

    /** The case's last closing. @return null where there is none */
    static Uni<Closing> last(Mutiny.Session session, String caseId) {
        return session.createQuery("from ClosingRow where caseId = :caseId order by closedAt desc", ClosingRow.class)
                .setParameter("caseId", caseId)
                .setMaxResults(1)
                .getResultList()
                .map(List::stream)
                .map(rows -> rows.findFirst().map(ClosingRow::toClosing).orElse(null));
    }
}

@Entity
@Table(name = "case_closing")
class ClosingRow {
    @EmbeddedId
    ReportId report;

    @Column(name = "test_order_id")
    UUID testOrder;

    @Column(name = "case_id")
    String caseId;

    String reason;

    @Column(name = "closed_by")
    String closedBy;

    @Column(name = "closed_at")
    Instant closedAt;

    ClosingRow() {}

    ClosingRow(WaitingCases.WaitingCase waiting, Caller officer, String reason, Instant at) {
        report = waiting.report();
        testOrder = waiting.testOrderId();
        caseId = waiting.caseId();
        this.reason = reason;
        closedBy = officer.sub();
        closedAt = at;
    }

    CloseCase.Closing toClosing() {
        return new CloseCase.Closing(caseId, testOrder, reason, closedBy, closedAt);
    }
}
