package org.importsafety.testing.order;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.calendar.WorkingDays;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.SessionWork;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.order.Due.Act;
import org.importsafety.testing.order.Due.Rule;
import org.jboss.logging.Logger;

/**
 * The job that watches due dates, on programme time: it reminds, tells TestOverdue once an order, and where the setting
 * says so gives an order that stays overdue to another laboratory. Each order in a transaction of its own that holds its
 * case, so an instance that comes second finds it done.
 */
@ApplicationScoped
class WatchDueDates {
    /** Who reassigns where no person does. */
    static final Caller RULE = new Caller("rule:overdue", true, false, null);

    static final String REASON = "OVERDUE";

    private static final Logger LOG = Logger.getLogger(WatchDueDates.class);
    private static final int AT_A_TIME = 200;
    /** Declared days before this are no longer needed to count from a due date. */
    private static final int LONGEST_DELAY = 366;

    private static final String FIND = """
            select test_order_id from test_order
            where status in ('ORDERED', 'ACCEPTED')
              and (due_on < :today and overdue_at is null
                or due_on >= :today and due_on <= :soon and reminded_at is null and :reminds
                or due_on <= :long_ago and overdue_at is not null and kept_at is null)
            order by due_on, test_order_id limit :most
            """;
    private static final String OVERDUE =
            "select count(*) from test_order where status in ('ORDERED', 'ACCEPTED') and due_on < :today";

    private final Mutiny.SessionFactory sessions;
    private final SessionWork work;
    private final EndOrder endOrder;
    private final Clock clock;
    private final TestingSettings settings;
    private final MeterRegistry meters;
    private final AtomicLong overdue;

    WatchDueDates(
            Mutiny.SessionFactory sessions,
            Messaging messaging,
            EndOrder endOrder,
            Clock clock,
            TestingSettings settings,
            MeterRegistry meters) {
        this.sessions = sessions;
        this.work = new SessionWork(sessions, messaging);
        this.endOrder = endOrder;
        this.clock = clock;
        this.settings = settings;
        this.meters = meters;
        overdue = meters.gauge("testing.orders.overdue", new AtomicLong());
    }

    private record Found(Rule rule, List<UUID> orders) {}

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> watch() {
        return watch(clock.instant())
                .onFailure()
                .invoke(failure -> LOG.warnf("Due dates wait, trying again: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    Uni<Void> watch(Instant now) {
        return find(LocalDate.ofInstant(now, WorkingDays.KOREA)).chain(found -> Multi.createFrom()
                .iterable(found.orders())
                .onItem()
                .transformToUniAndConcatenate(id -> act(id, found.rule(), now)
                        .onFailure()
                        .invoke(failure -> LOG.errorf(failure, "Order %s waits; the others go on", id))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid());
    }

    private Uni<Found> find(LocalDate today) {
        return sessions.withSession(session -> new DeclaredDays(session)
                .workedOnFrom(today.minusDays(LONGEST_DELAY))
                .map(isWorkedOn -> new Rule(
                        settings.remindWorkingDaysBefore(), settings.reassignOverdueAfterWorkingDays(), isWorkedOn))
                .chain(rule -> session.createNativeQuery(OVERDUE, Long.class)
                        .setParameter("today", today)
                        .getSingleResult()
                        .invoke(overdue::set)
                        .chain(() -> session.createNativeQuery(FIND, UUID.class)
                                .setParameter("today", today)
                                .setParameter("soon", rule.remindUpTo(today))
                                .setParameter("reminds", rule.remindBefore() > 0)
                                .setParameter("long_ago", rule.reassignUpTo(today))
                                .setParameter("most", AT_A_TIME)
                                .getResultList())
                        .map(orders -> new Found(rule, orders))));
    }

    private Uni<Void> act(UUID id, Rule rule, Instant now) {
        return work.run((session, outbox) -> new TestOrders(session).lock(id).chain(order -> {
                    Act act = order.isClosed() ? Act.NOTHING : order.due().act(now, rule);
                    return mark(session, outbox, order, act, now).replaceWith(act);
                }))
                .chain(act -> act == Act.REASSIGN
                        ? reassign(id, now)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> mark(Mutiny.Session session, Outbox outbox, TestOrder order, Act act, Instant now) {
        TestOrders orders = new TestOrders(session);
        return switch (act) {
            case REMIND -> {
                LOG.infof("%s: %s's report is due on %s", order.caseId(), order.lab(), order.dueOn());
                meters.counter("testing.orders.reminded").increment();
                yield orders.update(order.with(order.due().reminded(now)));
            }
            case TELL_OVERDUE -> {
                LOG.warnf("%s: %s's report was due on %s", order.caseId(), order.lab(), order.dueOn());
                Cause cause =
                        Cause.of(order.id() + "|" + order.due().end(), now).because(order.orderedEventId());
                yield orders.update(order.with(order.due().overdue(now)))
                        .chain(() -> outbox.append(cause, order.overdue()));
            }
            default -> Uni.createFrom().voidItem();
        };
    }

    /** As an officer would; where nobody else can test it, it stays where it is, and a person has to look. */
    private Uni<Void> reassign(UUID id, Instant now) {
        return endOrder.reassign(id, RULE, null, REASON)
                .chain(result -> result instanceof OrderResult.Refused refused
                        ? work.run((session, outbox) -> {
                            TestOrders orders = new TestOrders(session);
                            return orders.lock(id).chain(order -> {
                                if (order.isClosed()) {
                                    return Uni.createFrom().voidItem();
                                }
                                LOG.warnf(
                                        "%s: overdue, and stays with %s: %s",
                                        order.caseId(), order.lab(), refused.why());
                                return orders.update(order.with(order.due().kept(now)));
                            });
                        })
                        : Uni.createFrom().voidItem());
    }
}
