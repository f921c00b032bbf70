package org.importsafety.testing.order;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.events.SelectionEvent.ProductSelected;
import org.importsafety.events.TestingEvent.TestUnroutable;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Received;
import org.importsafety.messaging.SessionWork;
import org.importsafety.testing.lab.Labs;
import org.importsafety.testing.lab.Rotation;
import org.importsafety.testing.order.TestOrder.Ordered;
import org.importsafety.testing.standard.PlanVersion;
import org.importsafety.testing.standard.Plans;
import org.jboss.logging.Logger;

/** Asks a laboratory to test what was selected, or says that nobody can. */
@ApplicationScoped
class OrderTests {
    private static final Logger LOG = Logger.getLogger(OrderTests.class);
    private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");

    private final SessionWork work;
    private final Clock clock;
    private final TestingSettings settings;

    OrderTests(Mutiny.SessionFactory sessions, Messaging messaging, Clock clock, TestingSettings settings) {
        work = new SessionWork(sessions, messaging);
        this.clock = clock;
        this.settings = settings;
    }

    Uni<Void> order(Received<ProductSelected> received) {
        ProductSelected selected = received.event();
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, KOREA);
        return work.once(received, (session, outbox) -> {
            Cause cause = Cause.of(received, now);
            return new TestOrders(session)
                    .isKnown(selected.caseId())
                    .chain(known ->
                            known ? Uni.createFrom().voidItem() : place(session, outbox, cause, selected, today));
        });
    }

    private Uni<Void> place(
            Mutiny.Session session, Outbox outbox, Cause cause, ProductSelected selected, LocalDate today) {
        return new Plans(session).heldFor(selected.category()).chain(versions -> {
            var plan = PlanVersion.inForce(versions, selected.category(), selected.ageGroup(), today);
            return plan.isEmpty()
                    ? cannot(session, outbox, cause, selected, "NO_PLAN")
                    : route(session, outbox, cause, selected, plan.get(), today);
        });
    }

    private Uni<Void> route(
            Mutiny.Session session,
            Outbox outbox,
            Cause cause,
            ProductSelected selected,
            PlanVersion plan,
            LocalDate today) {
        TestOrders orders = new TestOrders(session);
        return new Labs(session).lockAll().chain(labs -> orders.countByLab(selected.month())
                .chain(counts -> orders.historyOf(selected.sellerId()).chain(seller -> {
                    var lab = Rotation.next(labs, counts, seller, selected.category(), plan.items(), today);
                    if (lab.isEmpty()) {
                        return cannot(session, outbox, cause, selected, "NO_LAB");
                    }
                    TestOrder order = firstOrder(selected, plan, lab.get().code(), cause.at(), today);
                    LOG.infof(
                            "%s goes to %s, by %s version %d, due %s",
                            order.caseId(), order.lab(), order.plan(), order.planVersion(), order.dueOn());
                    return orders.add(order)
                            .chain(() -> outbox.append(cause.keyed(order.id().toString()), order.ordered()));
                })));
    }

    private TestOrder firstOrder(ProductSelected selected, PlanVersion plan, String lab, Instant now, LocalDate today) {
        int attempt = 1;
        return new TestOrder(
                id(selected.caseId(), attempt),
                selected.caseId(),
                attempt,
                selected.month(),
                selected.listingId(),
                selected.sku(),
                selected.sellerId(),
                selected.category(),
                selected.ageGroup(),
                selected.materials(),
                lab,
                plan.plan(),
                plan.version(),
                plan.items(),
                now,
                WorkingDays.after(today, settings.dueWorkingDays()),
                selected.refundFrom(),
                new Ordered());
    }

    /** Named, so that doing it twice makes the same order. */
    static UUID id(String caseId, int attempt) {
        return UUID.nameUUIDFromBytes((caseId + "|" + attempt).getBytes(StandardCharsets.UTF_8));
    }

    private static Uni<Void> cannot(
            Mutiny.Session session, Outbox outbox, Cause cause, ProductSelected selected, String reason) {
        LOG.warnf("%s (%s) cannot be tested: %s", selected.caseId(), selected.category(), reason);
        return new TestOrders(session)
                .addUnroutable(selected.caseId(), selected.listingId(), selected.category(), reason, cause.at())
                .chain(() -> outbox.append(
                        cause,
                        new TestUnroutable(selected.caseId(), selected.listingId(), selected.category(), reason)));
    }
}
