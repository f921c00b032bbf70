package org.importsafety.refund.purchase;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.SqlWork;
import org.importsafety.refund.RefundSettings;
import org.importsafety.refund.cases.Plan;
import org.jboss.logging.Logger;

/**
 * The retention of purchases: a month that is over for longer than they are kept is dropped as a whole. Never one that an
 * open case reaches back to, so nothing that is still to be planned or paid is lost, however late it is. What is dropped
 * stays known by its identity: a line that comes once more is no new one.
 */
@ApplicationScoped
class DropOldMonths {
    private static final Logger LOG = Logger.getLogger(DropOldMonths.class);

    private final Pool pool;
    private final SqlWork work;
    private final Purchases purchases;
    private final Plan plan;
    private final Clock clock;
    private final int kept;

    DropOldMonths(
            Pool pool, Messaging messaging, Purchases purchases, Plan plan, Clock clock, RefundSettings settings) {
        this.pool = pool;
        this.work = new SqlWork(pool, messaging);
        this.purchases = purchases;
        this.plan = plan;
        this.clock = clock;
        this.kept = settings.purchaseMonths();
    }

    void start(@Observes StartupEvent event) {
        Month.requireEnough("refund.purchase-months", kept);
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> whenDue() {
        if (kept == 0) {
            return Uni.createFrom().voidItem();
        }
        return purchases
                .monthsToDrop(pool, Month.of(clock.instant()).minus(kept))
                .onItem()
                .transformToMulti(months -> Multi.createFrom().iterable(months))
                .onItem()
                .transformToUniAndConcatenate(this::drop)
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("Old purchases are not dropped yet, trying again: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    /** With the gate held, no case that reaches back to the month can be opened, nor a line of it come in, meanwhile. */
    private Uni<Void> drop(String month) {
        return work.run((connection, outbox) -> plan.beginOpening(connection)
                .chain(() -> purchases.monthsToDrop(
                        connection, Month.of(clock.instant()).minus(kept)))
                .chain(still -> still.contains(month)
                        ? purchases.drop(connection, month).invoke(() -> LOG.infof("%s is dropped", month))
                        : Uni.createFrom().voidItem()));
    }
}
