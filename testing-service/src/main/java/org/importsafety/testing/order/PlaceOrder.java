package org.importsafety.testing.order;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.calendar.WorkingDays;
import org.importsafety.events.TestingEvent.TestUnroutable;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Outbox;
import org.importsafety.testing.lab.Labs;
import org.importsafety.testing.order.Routing.Choice;
import org.importsafety.testing.order.TestOrder.Origin;
import org.jboss.logging.Logger;

/**
 * Gives a case to a laboratory, within the transaction of what led to it: the selection, a refusal, a reassignment, a
 * verdict that decides nothing. The rows of all laboratories are locked meanwhile, so instances place one by one.
 */
@ApplicationScoped
class PlaceOrder {
    private static final Logger LOG = Logger.getLogger(PlaceOrder.class);

    private final TestingSettings settings;

    PlaceOrder(TestingSettings settings) {
        this.settings = settings;
    }

    /** @param order null unless the choice is a laboratory; not stored yet */
    record Place(Choice choice, TestOrder order) {}

    /**
     * @param wanted an order of the case, or what would be its first
     * @param lab null: the rotation chooses
     */
    Uni<Place> find(Mutiny.Session session, TestOrder wanted, String lab, Origin origin, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, WorkingDays.KOREA);
        TestOrders orders = new TestOrders(session);
        return new Labs(session).lockAll().chain(labs -> orders.ofCase(wanted.caseId())
                .chain(earlier -> orders.countByLab(wanted.month())
                        .chain(counts -> orders.historyOf(wanted.sellerId()).chain(seller -> new DeclaredDays(session)
                                .workedOnFrom(today)
                                .map(isWorkedOn -> {
                                    Choice choice = lab == null
                                            ? Routing.next(labs, counts, seller, earlier, wanted, today)
                                            : Routing.named(lab, labs, earlier, wanted, today);
                                    LocalDate dueOn = WorkingDays.after(today, settings.dueWorkingDays(), isWorkedOn);
                                    return new Place(
                                            choice,
                                            choice instanceof Choice.At at
                                                    ? wanted.again(earlier.size() + 1, at.lab(), now, dueOn, origin)
                                                    : null);
                                })))));
    }

    /** @param cause of the event; its key is the order's own */
    Uni<Void> send(Mutiny.Session session, Outbox outbox, Cause cause, TestOrder order) {
        LOG.infof(
                "%s goes to %s as order %d, by %s version %d, due %s",
                order.caseId(), order.lab(), order.attempt(), order.plan(), order.planVersion(), order.dueOn());
        return new TestOrders(session)
                .add(order)
                .chain(() -> outbox.append(cause.keyed(order.id().toString()), order.ordered()));
    }

    /** The case ends without a verdict. */
    Uni<Void> giveUp(Mutiny.Session session, Outbox outbox, Cause cause, TestUnroutable event) {
        LOG.warnf("%s (%s) is not tested: %s", event.caseId(), event.category(), event.reason());
        return new TestOrders(session).addUnroutable(event, cause.at()).chain(() -> outbox.append(cause, event));
    }
}
