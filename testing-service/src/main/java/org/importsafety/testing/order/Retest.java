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
import org.importsafety.testing.order.Retesting.Wish;
import org.importsafety.testing.order.TestOrder.Origin;
import org.jboss.logging.Logger;

/**
 * Has a case tested again, by a laboratory that has not had it: once by rule where a report decides nothing, and whenever
 * an officer says so. The retest is an order like any other, by the same plan version; the first values stay.
 */
@ApplicationScoped
public class Retest {
    private static final Logger LOG = Logger.getLogger(Retest.class);

    private final SessionWork work;
    private final PlaceOrder placeOrder;
    private final Clock clock;

    Retest(Mutiny.SessionFactory sessions, Messaging messaging, PlaceOrder placeOrder, Clock clock) {
        work = new SessionWork(sessions, messaging);
        this.placeOrder = placeOrder;
        this.clock = clock;
    }

    /**
     * By rule, in the transaction that closes the order. Where no laboratory is left the case has no end yet: it waits
     * for an officer.
     *
     * @param order the one that is inconclusive; its case is locked
     * @param told the event that said so
     */
    public Uni<Void> byRule(Mutiny.Session session, Outbox outbox, TestOrder order, UUID told, Instant now) {
        Cause cause = Cause.of(order.id() + "|retest", now).because(told);
        return new TestOrders(session).ofCase(order.caseId()).chain(ofCase -> {
            if (!Retesting.isDue(order, ofCase)) {
                return Uni.createFrom().voidItem();
            }
            return placeOrder
                    .find(session, order, null, Origin.retest(order, false, null), now)
                    .chain(place -> {
                        if (place.order() != null) {
                            return placeOrder.send(session, outbox, cause, place.order());
                        }
                        LOG.warnf("%s: no other laboratory can test it again", order.caseId());
                        return outbox.append(cause, order.notRetested());
                    });
        });
    }

    /** An officer's word. */
    Uni<OrderResult> order(UUID id, Caller officer, Wish wish) {
        return work.run((session, outbox) -> {
            TestOrders orders = new TestOrders(session);
            return orders.lock(id)
                    .chain(order -> order == null
                            ? Uni.createFrom().item(new OrderResult.NotFound())
                            : orders.ofCase(order.caseId())
                                    .chain(ofCase -> order(session, outbox, order, ofCase, officer, wish)));
        });
    }

    private Uni<OrderResult> order(
            Mutiny.Session session, Outbox outbox, TestOrder order, List<TestOrder> ofCase, Caller officer, Wish wish) {
        var known = wish.fulfilled(ofCase);
        if (known.isPresent()) {
            return Uni.createFrom().item(new OrderResult.Done(known.get(), false));
        }
        String objection = Retesting.objection(order, ofCase);
        if (objection != null) {
            return Uni.createFrom().item(new OrderResult.Refused(objection, List.of()));
        }
        Instant now = clock.instant();
        Cause cause = Cause.of(order.id() + "|retest", now).because(order.orderedEventId());
        Origin origin = Origin.retest(order, wish.referee() || Retesting.isDisputed(ofCase), wish.reason());
        return placeOrder.find(session, order, wish.lab(), origin, now).chain(place -> {
            TestOrder retest = place.order();
            if (retest == null) {
                return Uni.createFrom().item(EndOrder.refused(place.choice()));
            }
            String detail = retest.lab() + (origin.referee() ? " as referee: " : ": ") + wish.reason();
            return placeOrder
                    .send(session, outbox, cause, retest)
                    .chain(() -> new Audit(session)
                            .note(now, officer, "RETEST_ORDERED", order.id().toString(), detail))
                    .replaceWith(new OrderResult.Done(retest, true));
        });
    }
}
