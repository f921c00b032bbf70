package org.importsafety.testing.order;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.events.Recorded;
import org.importsafety.events.TestingEvent.TestUnroutable;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.SessionWork;
import org.importsafety.rest.FieldError;
import org.importsafety.testing.access.Audit;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.order.PlaceOrder.Place;
import org.importsafety.testing.order.Routing.Choice;
import org.importsafety.testing.order.TestOrder.End;
import org.importsafety.testing.order.TestOrder.Ended;
import org.importsafety.testing.order.TestOrder.Origin;
import org.jboss.logging.Logger;

/**
 * Ends an order without a report: its laboratory refuses it, or an officer takes it away or gives the test up. What goes
 * on is a new order, in the same transaction.
 */
@ApplicationScoped
class EndOrder {
    private static final Logger LOG = Logger.getLogger(EndOrder.class);

    private final SessionWork work;
    private final PlaceOrder placeOrder;
    private final Clock clock;
    private final MeterRegistry meters;

    EndOrder(
            Mutiny.SessionFactory sessions,
            Messaging messaging,
            PlaceOrder placeOrder,
            Clock clock,
            MeterRegistry meters) {
        work = new SessionWork(sessions, messaging);
        this.placeOrder = placeOrder;
        this.clock = clock;
        this.meters = meters;
    }

    /** An open order that is about to end, in its transaction. */
    private record Open(Mutiny.Session session, Outbox outbox, TestOrder order, Caller caller, Instant now) {
        Origin successor() {
            return order.origin().after(order.id());
        }

        /** An order ends once, so its id names what is told of that. */
        Cause cause() {
            return Cause.of(order.id().toString(), now).because(order.orderedEventId());
        }

        Cause because(String type) {
            return cause().because(Recorded.id(type, order.id().toString()));
        }

        Uni<TestOrder> end(End end, String reason, UUID next) {
            TestOrder ended = order.end(end, reason, next);
            return new TestOrders(session)
                    .update(ended)
                    .chain(() -> new Audit(session)
                            .note(now, caller, "ORDER_" + end, order.id().toString(), reason))
                    .replaceWith(ended);
        }
    }

    private interface Ending {
        Uni<OrderResult> of(Open open);
    }

    private interface Repeat {
        Uni<Boolean> is(Mutiny.Session session, TestOrder order);
    }

    Uni<OrderResult> refuse(UUID id, Caller caller, String reason) {
        return end(id, caller, "refusal", isEnded(End.REFUSED, reason), open -> placeOrder
                .find(open.session(), open.order(), null, open.successor(), open.now())
                .chain(place -> refuse(open, reason, place.order())));
    }

    /** @param next null where no laboratory is left */
    private Uni<OrderResult> refuse(Open open, String reason, TestOrder next) {
        return open.end(End.REFUSED, reason, next == null ? null : next.id())
                .call(() -> open.outbox().append(open.cause(), open.order().refused(reason)))
                .call(() -> {
                    Cause because = open.because("TestOrderRefused");
                    return next == null
                            ? giveUp(open, because, "NO_LAB")
                            : placeOrder.send(open.session(), open.outbox(), because, next);
                })
                .map(EndOrder::done);
    }

    /** @param lab null: the rotation chooses */
    Uni<OrderResult> reassign(UUID id, Caller caller, String lab, String reason) {
        Repeat repeat = (session, order) -> !order.hasEnded(End.REASSIGNED, reason)
                ? Uni.createFrom().item(false)
                : new TestOrders(session)
                        .find(order.next())
                        .map(next -> lab == null || Objects.equals(lab, next.lab()));
        return end(id, caller, "reassignment", repeat, open -> placeOrder
                .find(open.session(), open.order(), lab, open.successor(), open.now())
                .chain(place -> reassign(open, reason, place)));
    }

    private Uni<OrderResult> reassign(Open open, String reason, Place place) {
        if (place.order() == null) {
            return Uni.createFrom().item(refused(place.choice()));
        }
        TestOrder next = place.order();
        return open.end(End.REASSIGNED, reason, next.id())
                .call(() -> open.outbox().append(open.cause(), open.order().reassigned(next.lab(), reason)))
                .call(() -> placeOrder.send(open.session(), open.outbox(), open.because("TestReassigned"), next))
                .map(EndOrder::done);
    }

    Uni<OrderResult> cancel(UUID id, Caller caller, String reason) {
        return end(id, caller, "cancellation", isEnded(End.CANCELLED, reason), open -> open.end(
                        End.CANCELLED, reason, null)
                .call(() -> giveUp(open, open.cause(), "CANCELLED"))
                .map(EndOrder::done));
    }

    /**
     * Goes on from a sample that cannot be had, in the transaction of that step.
     *
     * @param ended as that step left it
     * @param moved the event that told the step
     */
    Uni<Void> unavailable(
            Mutiny.Session session, Outbox outbox, TestOrder ended, Caller caller, UUID moved, Instant now) {
        Open open = new Open(session, outbox, ended, caller, now);
        String reason = ((Ended) ended.state()).reason();
        return new Audit(session)
                .note(now, caller, "ORDER_" + End.UNAVAILABLE, ended.id().toString(), reason)
                .chain(() -> giveUp(open, open.cause().because(moved), "SAMPLE_UNAVAILABLE"));
    }

    /** A retest or a split sample that is given up is told, but the case has its verdict or its first order. */
    private Uni<Void> giveUp(Open open, Cause cause, String reason) {
        TestUnroutable event = open.order().unroutable(reason);
        return open.order().isBesideAnother()
                ? open.outbox().append(cause, event)
                : placeOrder.giveUp(open.session(), open.outbox(), cause, event);
    }

    private Uni<OrderResult> end(UUID id, Caller caller, String what, Repeat repeat, Ending ending) {
        Instant now = clock.instant();
        return work.run((session, outbox) -> new TestOrders(session).lock(id).chain(order -> {
                    OrderResult no = OrderResult.refusal(order, caller);
                    if (no != null) {
                        return new Audit(session)
                                .note(now, caller, "REFUSED", id.toString(), what)
                                .replaceWith(no);
                    }
                    return repeat.is(session, order).chain(again -> {
                        if (again) {
                            return Uni.createFrom().item(new OrderResult.Done(order, false));
                        }
                        return order.isClosed()
                                ? Uni.createFrom()
                                        .item(new OrderResult.Refused(
                                                "The order is " + order.state().name(), List.of()))
                                : ending.of(new Open(session, outbox, order, caller, now));
                    });
                }))
                .invoke(this::tell);
    }

    void tell(OrderResult result) {
        if (result instanceof OrderResult.Done done && done.isNew()) {
            String end = done.order().state().name();
            meters.counter("testing.orders.ended", "end", end).increment();
            LOG.infof(
                    "%s: %s's order is %s", done.order().caseId(), done.order().lab(), end);
        }
    }

    private static Repeat isEnded(End end, String reason) {
        return (session, order) -> Uni.createFrom().item(order.hasEnded(end, reason));
    }

    private static OrderResult done(TestOrder ended) {
        return new OrderResult.Done(ended, true);
    }

    static OrderResult refused(Choice choice) {
        if (choice instanceof Choice.NotThere no) {
            return new OrderResult.Refused(no.why(), null);
        }
        return choice instanceof Choice.Unknown
                ? new OrderResult.Invalid(List.of(new FieldError("lab", "is the code of no laboratory")))
                : new OrderResult.Refused("No other laboratory can test every item of the order", null);
    }
}
