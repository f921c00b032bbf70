package org.importsafety.refund.purchase;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.importsafety.events.OrderEvent;
import org.importsafety.events.OrderEvent.OrderLineCancelled;
import org.importsafety.events.OrderEvent.OrderLinePaid;
import org.importsafety.events.OrderEvent.OrderLineRefunded;
import org.importsafety.messaging.BatchHandler;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Received;
import org.importsafety.refund.cases.Plan;
import org.importsafety.refund.notice.NoteBuyers;

/** Keeps what was paid, cancelled and refunded by others; lines of a listing that has a case already are planned on the spot. */
@ApplicationScoped
class TakeInOrders implements BatchHandler {
    /** Everybody inserts in this order, so that two batches with the same lines wait for each other, never in a ring. */
    private static final Comparator<OrderEvent> BY_LINE =
            Comparator.comparing(OrderEvent::orderId).thenComparing(OrderEvent::lineNo);

    private final Purchases purchases;
    private final Plan plan;
    private final NoteBuyers noteBuyers;
    private final Clock clock;

    TakeInOrders(Purchases purchases, Plan plan, NoteBuyers noteBuyers, Clock clock) {
        this.purchases = purchases;
        this.plan = plan;
        this.noteBuyers = noteBuyers;
        this.clock = clock;
    }

    @Override
    public Uni<Void> handle(SqlConnection connection, Outbox outbox, List<Received<?>> events) {
        List<OrderLinePaid> paid = new ArrayList<>(events.size());
        List<OrderLineCancelled> cancelled = new ArrayList<>();
        List<OrderLineRefunded> refunded = new ArrayList<>();
        for (Received<?> received : events) {
            if (received.event() instanceof OrderEvent line) {
                Objects.requireNonNull(line.orderId(), "orderId is missing");
                if (line instanceof OrderLinePaid it) {
                    Currency.getInstance(it.currency()); // else nobody knows what a minor unit is
                    paid.add(it);
                } else if (line instanceof OrderLineCancelled it) {
                    cancelled.add(it);
                } else if (line instanceof OrderLineRefunded it) {
                    refunded.add(it);
                }
            }
        }
        paid.sort(BY_LINE); // stable: of equal lines the first one stays the first
        cancelled.sort(BY_LINE);
        refunded.sort(BY_LINE.thenComparing(
                line -> ((OrderLineRefunded) line).refundRef(), Comparator.nullsFirst(Comparator.naturalOrder())));
        return plan.beginIntake(connection)
                .chain(() -> purchases.addCancellations(connection, cancelled))
                .chain(() -> purchases.addRefunds(connection, refunded))
                .chain(() -> noteBuyers.languages(connection, paid))
                .chain(() -> purchases.add(connection, paid))
                .call(late -> noteBuyers.ofLines(connection, late))
                .chain(late -> plan.lines(connection, late, clock.instant()));
    }
}
