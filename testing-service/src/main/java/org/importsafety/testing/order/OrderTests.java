package org.importsafety.testing.order;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.calendar.WorkingDays;
import org.importsafety.events.SelectionEvent.ProductSelected;
import org.importsafety.events.TestingEvent.TestUnroutable;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Received;
import org.importsafety.messaging.SessionWork;
import org.importsafety.testing.order.TestOrder.Ordered;
import org.importsafety.testing.order.TestOrder.Origin;
import org.importsafety.testing.standard.PlanVersion;
import org.importsafety.testing.standard.Plans;

/** Asks a laboratory to test what was selected, or says that nobody can. */
@ApplicationScoped
class OrderTests {
    private final SessionWork work;
    private final PlaceOrder placeOrder;
    private final Clock clock;

    OrderTests(Mutiny.SessionFactory sessions, Messaging messaging, PlaceOrder placeOrder, Clock clock) {
        work = new SessionWork(sessions, messaging);
        this.placeOrder = placeOrder;
        this.clock = clock;
    }

    Uni<Void> order(Received<ProductSelected> received) {
        ProductSelected selected = received.event();
        Cause cause = Cause.of(received, clock.instant());
        return work.once(received, (session, outbox) -> new TestOrders(session)
                .isKnown(selected.caseId())
                .chain(known -> known ? Uni.createFrom().voidItem() : route(session, outbox, cause, selected)));
    }

    private Uni<Void> route(Mutiny.Session session, Outbox outbox, Cause cause, ProductSelected selected) {
        LocalDate today = LocalDate.ofInstant(cause.at(), WorkingDays.KOREA);
        return new Plans(session).heldFor(selected.category()).chain(timetable -> {
            var plan = timetable.inForce(selected.category(), selected.ageGroup(), today);
            if (plan.isEmpty()) {
                return placeOrder.giveUp(session, outbox, cause, unroutable(selected, "NO_PLAN"));
            }
            TestOrder wanted = wanted(selected, plan.get(), cause.at(), today);
            return placeOrder
                    .find(session, wanted, null, Origin.SELECTION, cause.at())
                    .chain(place -> place.order() == null
                            ? placeOrder.giveUp(session, outbox, cause, unroutable(selected, "NO_LAB"))
                            : placeOrder.send(session, outbox, cause, place.order()));
        });
    }

    /** What is to be tested, at no laboratory yet. */
    private static TestOrder wanted(ProductSelected selected, PlanVersion plan, Instant now, LocalDate today) {
        return new TestOrder(
                TestOrder.id(selected.caseId(), 1),
                selected.caseId(),
                1,
                selected.month(),
                selected.listingId(),
                selected.sku(),
                selected.sellerId(),
                selected.category(),
                selected.ageGroup(),
                selected.materials(),
                null,
                plan.plan(),
                plan.version(),
                plan.items(),
                now,
                Due.on(today),
                selected.refundFrom(),
                Origin.SELECTION,
                new Ordered());
    }

    private static TestUnroutable unroutable(ProductSelected selected, String reason) {
        return new TestUnroutable(selected.caseId(), selected.listingId(), selected.category(), reason, null);
    }
}
