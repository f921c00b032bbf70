package org.importsafety.refund.reconciliation;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.importsafety.events.RefundEvent.RefundsReconciled;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.SqlWork;
import org.importsafety.refund.RefundSettings;
import org.jboss.logging.Logger;

/**
 * Compares, every night and whenever an officer asks, what the cases say, what the orders say and what the provider says
 * it paid. Each difference is named; there must be none. Nothing is put right by itself: a person looks.
 */
@ApplicationScoped
class Reconcile {
    private static final Logger LOG = Logger.getLogger(Reconcile.class);
    private static final int PART = 1000;

    private final SqlWork work;
    private final Books books;
    private final StatementApi statement;
    private final Clock clock;
    private final RefundSettings settings;
    private final String service;
    private final AtomicLong differences;

    Reconcile(
            Pool pool,
            Messaging messaging,
            Books books,
            @RestClient StatementApi statement,
            Clock clock,
            RefundSettings settings,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        work = new SqlWork(pool, messaging);
        this.books = books;
        this.statement = statement;
        this.clock = clock;
        this.settings = settings;
        this.service = service;
        differences = meters.gauge("refunds.differences", new AtomicLong());
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> whenDue() {
        if (settings.reconcileEvery().isZero()) {
            return Uni.createFrom().voidItem();
        }
        return books.last()
                .chain(last ->
                        last == null || !clock.instant().isBefore(last.at().plus(settings.reconcileEvery()))
                                ? now().replaceWithVoid()
                                : Uni.createFrom().voidItem())
                .onFailure()
                .invoke(failure -> LOG.warnf("Reconciliation waits, trying again: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    /** @return what was found; null when another instance is at it */
    Uni<RefundsReconciled> now() {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return books.last()
                .map(last -> last == null ? null : last.statement())
                .chain(this::readStatement)
                .chain(position -> work.run((connection, outbox) -> books.alone(connection)
                        .chain(alone -> !alone
                                ? Uni.createFrom().<RefundsReconciled>nullItem()
                                : books.compare(connection, service, at)
                                        .call(found -> books.keep(connection, found, position))
                                        .call(found -> outbox.append(Cause.of(service + "|" + at, at), found)))))
                .invoke(this::tell);
    }

    /** @return the last entry that is known now */
    private Uni<String> readStatement(String after) {
        return statement.read(after, PART).chain(part -> {
            if (part.items().isEmpty()) {
                return Uni.createFrom().item(after);
            }
            String last = part.items().get(part.items().size() - 1).entryId();
            return books.add(part.items())
                    .chain(() -> part.next() == null ? Uni.createFrom().item(last) : readStatement(part.next()));
        });
    }

    private void tell(RefundsReconciled it) {
        if (it == null) {
            return;
        }
        differences.set(it.found());
        if (it.found() == 0) {
            LOG.debugf("%d cases, the orders and the provider's statement agree", it.cases());
        } else {
            LOG.errorf("%d differences between cases, orders and statement: %s", it.found(), it.differences());
        }
    }
}
