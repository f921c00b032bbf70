package org.importsafety.testing.order;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.SessionWork;
import org.importsafety.testing.access.Audit;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.order.TestOrder.Step;

/** What a laboratory does with an order before it reports: takes it, and moves the sample on. */
@ApplicationScoped
class TrackSample {
    private final SessionWork work;
    private final Clock clock;

    TrackSample(Mutiny.SessionFactory sessions, Messaging messaging, Clock clock) {
        work = new SessionWork(sessions, messaging);
        this.clock = clock;
    }

    /** @param sealNo the seal's number, the hash of a photograph and a note, each may be null */
    record Move(SampleStep step, String sealNo, String photoHash, String note) {}

    Uni<OrderResult> accept(UUID id, Caller caller) {
        return work.run((session, outbox) -> {
            TestOrders orders = new TestOrders(session);
            return orders.lock(id).chain(order -> {
                OrderResult no = OrderResult.refusal(order, caller);
                if (no != null) {
                    return refused(session, id, caller, "acceptance").replaceWith(no);
                }
                if (order.isClosed()) {
                    return Uni.createFrom()
                            .item(new OrderResult.Refused(
                                    "The order is " + order.state().name(), order.legalStepNames()));
                }
                TestOrder accepted = order.accept();
                return orders.update(accepted).replaceWith(new OrderResult.Done(accepted, !order.isAccepted()));
            });
        });
    }

    Uni<OrderResult> move(UUID id, Caller caller, Move move) {
        return work.run((session, outbox) -> {
            TestOrders orders = new TestOrders(session);
            return orders.lock(id).chain(order -> {
                OrderResult no = OrderResult.refusal(order, caller);
                return no != null
                        ? refused(session, id, caller, "sample " + move.step()).replaceWith(no)
                        : orders.findMove(id, move.step())
                                .chain(before -> before != null && isSame(before, move)
                                        ? Uni.createFrom().item(new OrderResult.Done(order, false))
                                        : take(orders, outbox, order, move));
            });
        });
    }

    private Uni<OrderResult> take(TestOrders orders, Outbox outbox, TestOrder order, Move move) {
        Step step = order.move(move.step(), move.sealNo(), move.photoHash(), move.note());
        if (step instanceof Step.Refused refused) {
            return Uni.createFrom()
                    .item(new OrderResult.Refused("The sample cannot be " + move.step() + " now", refused.allowed()));
        }
        Step.Taken taken = (Step.Taken) step;
        Instant now = clock.instant();
        Cause cause = Cause.of(order.id() + "|" + move.step(), now).because(order.orderedEventId());
        SampleMoveRow row = new SampleMoveRow(
                new SampleMoveId(order.id(), move.step()), move.sealNo(), move.photoHash(), move.note(), now);
        return orders.update(taken.order())
                .chain(() -> orders.add(row))
                .chain(() -> outbox.append(cause, taken.event()))
                .replaceWith(new OrderResult.Done(taken.order(), true));
    }

    /** That somebody reached for another laboratory's order, or for none, is kept. */
    private Uni<Void> refused(Mutiny.Session session, UUID order, Caller caller, String what) {
        return new Audit(session).note(clock.instant(), caller, "REFUSED", order.toString(), what);
    }

    private static boolean isSame(SampleMoveRow before, Move move) {
        return Objects.equals(before.sealNo, move.sealNo())
                && Objects.equals(before.photoHash, move.photoHash())
                && Objects.equals(before.note, move.note());
    }
}
