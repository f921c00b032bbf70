package org.importsafety.testing.report;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.testing.access.Audit;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.order.TestOrder;
import org.importsafety.testing.order.TestOrders;
import org.importsafety.testing.report.CaseResource.ReportVerdict;
import org.importsafety.testing.standard.Plans;

/** What a laboratory asks about the reports of its order without changing anything: how one would be judged, and those it has sent. */
@ApplicationScoped
class ReadReports {
    private final Mutiny.SessionFactory sessions;
    private final Clock clock;

    ReadReports(Mutiny.SessionFactory sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    sealed interface Result {
        record OrderNotFound() implements Result {}

        record OrderNotYours() implements Result {}

        record Checked(ReportCheck check) implements Result {}

        record Found(List<Sent> reports) implements Result {}
    }

    /** @param document the report as it came */
    record Sent(ReportVerdict judged, @JsonRawValue String document) {}

    /** As posting it would, up to the verdict; nothing is stored or told. */
    Uni<Result> check(UUID orderId, Caller caller, Submission submission) {
        return sessions.withTransaction(
                session -> new TestOrders(session).find(orderId).chain(order -> refusal(
                                session, orderId, order, caller, false)
                        .chain(refused -> refused != null
                                ? Uni.createFrom().item(refused)
                                : new Plans(session)
                                        .find(order.plan(), order.planVersion())
                                        .map(plan -> new Result.Checked(ReportCheck.of(
                                                submission.body(), plan, order.items(), order.materials()))))));
    }

    /** @param readsAll whether the caller may read every laboratory's */
    Uni<Result> sent(UUID orderId, Caller caller, boolean readsAll) {
        return sessions.withTransaction(
                session -> new TestOrders(session).find(orderId).chain(order -> refusal(
                                session, orderId, order, caller, readsAll)
                        .chain(refused -> refused != null
                                ? Uni.createFrom().item(refused)
                                : new Reports(session)
                                        .ofOrder(orderId)
                                        .map(rows -> new Result.Found(rows.stream()
                                                .map(row -> new Sent(ReportVerdict.of(row, order), row.document))
                                                .toList())))));
    }

    /** Null where there is nothing against it; that somebody reached for another laboratory's order is kept. */
    private Uni<Result> refusal(
            Mutiny.Session session, UUID orderId, TestOrder order, Caller caller, boolean readsAll) {
        if (order == null) {
            return Uni.createFrom().item(new Result.OrderNotFound());
        }
        return readsAll || caller.mayWorkFor(order.lab())
                ? Uni.createFrom().nullItem()
                : new Audit(session)
                        .note(clock.instant(), caller, "REFUSED", orderId.toString(), "reports")
                        .replaceWith(new Result.OrderNotYours());
    }
}
