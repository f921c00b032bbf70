package org.importsafety.testing.report;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.testing.access.Audit;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.order.TestOrder;
import org.importsafety.testing.order.TestOrders;

/**
 * A report of an order, as it is addressed.
 *
 * @param order its id
 */
record RecordedReport(UUID order, String reportNo, int revision) {

    /** Why somebody does not get at it. */
    enum Refusal {
        NO_ORDER,
        OTHER_LABORATORY,
        NO_REPORT
    }

    /**
     * Alone with the order and the report until the transaction ends, for whoever may. That somebody reached for another
     * laboratory's is kept.
     *
     * @param readsAll whether the caller may read every laboratory's
     * @param what is asked for, in a word for the audit
     */
    <R> Uni<R> lock(
            Mutiny.Session session,
            Caller caller,
            boolean readsAll,
            String what,
            Instant now,
            Function<Refusal, R> refused,
            BiFunction<TestOrder, ReportRow, Uni<R>> then) {
        return new TestOrders(session).lock(order).chain(found -> {
            if (found == null) {
                return Uni.createFrom().item(refused.apply(Refusal.NO_ORDER));
            }
            if (!readsAll && !caller.mayWorkFor(found.lab())) {
                return new Audit(session)
                        .note(now, caller, "REFUSED", order.toString(), what)
                        .replaceWith(refused.apply(Refusal.OTHER_LABORATORY));
            }
            return new Reports(session)
                    .find(new ReportId(found.lab(), reportNo, revision))
                    .chain(row -> row == null || !row.testOrder.equals(order)
                            ? Uni.createFrom().item(refused.apply(Refusal.NO_REPORT))
                            : then.apply(found, row));
        });
    }
}
