package org.importsafety.testing.order;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.SessionWork;
import org.importsafety.testing.access.Audit;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.order.TestOrder.Ended;
import org.importsafety.testing.order.TestOrder.Origin;

/**
 * Has a case tested by a second laboratory beside the first, to see whether they agree (ISO/IEC 17025:2017, 7.7.2:
 * comparison between laboratories). Before there is a result, so that nobody chooses what to compare by it; and blind:
 * each laboratory has an order like any other. Both reports count, and any that fails blocks the sale.
 */
@ApplicationScoped
class SplitSample {
    private final SessionWork work;
    private final PlaceOrder placeOrder;
    private final Clock clock;

    SplitSample(Mutiny.SessionFactory sessions, Messaging messaging, PlaceOrder placeOrder, Clock clock) {
        work = new SessionWork(sessions, messaging);
        this.placeOrder = placeOrder;
        this.clock = clock;
    }

    /** @param lab null: the rotation chooses */
    Uni<OrderResult> split(UUID id, Caller officer, String lab, String reason) {
        return work.run((session, outbox) -> {
            TestOrders orders = new TestOrders(session);
            return orders.lock(id)
                    .chain(order -> order == null
                            ? Uni.createFrom().item(new OrderResult.NotFound())
                            : orders.ofCase(order.caseId()).chain(ofCase -> {
                                OrderResult known = known(order, ofCase, lab);
                                return known != null
                                        ? Uni.createFrom().item(known)
                                        : place(session, outbox, order, officer, lab, reason);
                            }));
        });
    }

    /** @return null where the sample can be split */
    private static OrderResult known(TestOrder order, List<TestOrder> ofCase, String lab) {
        for (TestOrder other : ofCase) {
            if (other.origin().split() && !(other.state() instanceof Ended)) {
                return lab == null || lab.equals(other.lab())
                        ? new OrderResult.Done(other, false)
                        : new OrderResult.Refused("The sample is split already, with " + other.lab(), List.of());
            }
        }
        if (order.isClosed()) {
            return new OrderResult.Refused("The order is " + order.state().name(), List.of());
        }
        return order.isRetest() ? new OrderResult.Refused("A retest is not split", List.of()) : null;
    }

    private Uni<OrderResult> place(
            Mutiny.Session session, Outbox outbox, TestOrder order, Caller officer, String lab, String reason) {
        Instant now = clock.instant();
        Cause cause = Cause.of(order.id() + "|split", now).because(order.orderedEventId());
        return placeOrder.find(session, order, lab, Origin.SPLIT, now).chain(place -> {
            TestOrder second = place.order();
            if (second == null) {
                return Uni.createFrom().item(EndOrder.refused(place.choice()));
            }
            String detail = second.lab() + ": " + reason;
            return placeOrder
                    .send(session, outbox, cause, second)
                    .chain(() -> new Audit(session)
                            .note(now, officer, "SAMPLE_SPLIT", order.id().toString(), detail))
                    .replaceWith(new OrderResult.Done(second, true));
        });
    }
}
