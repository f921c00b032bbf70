package org.importsafety.testing.order;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.events.Recorded;
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
    private final EndOrder endOrder;
    private final Clock clock;

    TrackSample(Mutiny.SessionFactory sessions, Messaging messaging, EndOrder endOrder, Clock clock) {
        work = new SessionWork(sessions, messaging);
        this.endOrder = endOrder;
        this.clock = clock;
    }

    /**
     * @param sealNo may be null, as the rest
     * @param photoHash of a photograph that stays with the laboratory: SHA-256 in hexadecimal digits
     */
    record Move(SampleStep step, String sealNo, String photoHash, String note) {
        Move {
            photoHash = photoHash == null ? null : photoHash.toLowerCase(Locale.ROOT);
        }
    }

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
        return work.<OrderResult>run(
                        (session, outbox) -> new TestOrders(session).lock(id).chain(order -> {
                            OrderResult no = OrderResult.refusal(order, caller);
                            return no != null
                                    ? refused(session, id, caller, "sample " + move.step())
                                            .replaceWith(no)
                                    : new SampleMoves(session)
                                            .of(id)
                                            .chain(trail -> isTold(trail, move)
                                                    ? Uni.createFrom().item(new OrderResult.Done(order, false))
                                                    : take(session, outbox, order, caller, trail.size() + 1, move));
                        }))
                .invoke(result -> {
                    if (move.step() == SampleStep.UNAVAILABLE) {
                        endOrder.tell(result);
                    }
                });
    }

    private Uni<OrderResult> take(
            Mutiny.Session session, Outbox outbox, TestOrder order, Caller caller, int seq, Move move) {
        Step step = order.move(move.step(), move.sealNo(), move.photoHash(), move.note());
        if (step instanceof Step.Refused refused) {
            return Uni.createFrom()
                    .item(new OrderResult.Refused("The sample cannot be " + move.step() + " now", refused.allowed()));
        }
        Step.Taken taken = (Step.Taken) step;
        Instant now = clock.instant();
        Cause cause = Cause.of(order.id() + "|" + seq, now).because(order.orderedEventId());
        SampleMove told =
                new SampleMove(seq, move.step(), now, caller.sub(), move.sealNo(), move.photoHash(), move.note());
        return new TestOrders(session)
                .update(taken.order())
                .chain(() -> new SampleMoves(session).add(order.id(), told))
                .chain(() -> outbox.append(cause, taken.event()))
                .chain(() -> move.step() == SampleStep.UNAVAILABLE
                        ? endOrder.unavailable(
                                session,
                                outbox,
                                taken.order(),
                                caller,
                                Recorded.id(taken.event().type(), cause.key()),
                                now)
                        : Uni.createFrom().voidItem())
                .replaceWith(new OrderResult.Done(taken.order(), true));
    }

    private static boolean isTold(List<SampleMove> trail, Move move) {
        return !trail.isEmpty()
                && trail.get(trail.size() - 1).isSame(move.step(), move.sealNo(), move.photoHash(), move.note());
    }

    /** That somebody reached for another laboratory's order, or for none, is kept. */
    private Uni<Void> refused(Mutiny.Session session, UUID order, Caller caller, String what) {
        return new Audit(session).note(clock.instant(), caller, "REFUSED", order.toString(), what);
    }
}
