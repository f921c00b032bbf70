package org.importsafety.refund.cases;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.importsafety.events.RefundEvent.RefundCasePaused;
import org.importsafety.events.RefundEvent.RefundCaseResumed;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox.Fact;
import org.importsafety.messaging.SqlWork;
import org.importsafety.refund.cases.Pause.Shortage;
import org.jboss.logging.Logger;

/**
 * When the provider says that the balance is too short for a refund, its case pauses and says how much is missing. That
 * refund is asked for again from time to time, under the same id; once it is decided the case goes on by itself.
 */
@ApplicationScoped
public class Shortages {
    private static final Logger LOG = Logger.getLogger(Shortages.class);

    private final SqlWork work;
    private final CasePauses pauses;
    private final Clock clock;
    private final AtomicLong shortCases;

    Shortages(Pool pool, Messaging messaging, CasePauses pauses, Clock clock, MeterRegistry meters) {
        work = new SqlWork(pool, messaging);
        this.pauses = pauses;
        this.clock = clock;
        shortCases = meters.gauge("refunds.cases.short", new AtomicLong());
    }

    /**
     * Nothing happens when the case is paused already.
     *
     * @param refundId what the provider would not pay for now
     * @param available what it says there is, in minor units of the refund's currency; null where it does not say
     */
    public Uni<Void> begin(String caseId, UUID refundId, String currency, Long available) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return work.run((connection, outbox) -> pauses.lock(connection, caseId).chain(locked -> {
            if (locked == null || locked.pause() != null && locked.pause().waits()) {
                return Uni.createFrom().voidItem();
            }
            return pauses.unpaid(connection, caseId, currency).chain(unpaid -> {
                long missing = Math.max(unpaid - (available == null ? 0 : available), 1);
                String reason = "the balance at the payment provider is short: %d %s missing (minor units)"
                        .formatted(missing, currency);
                LOG.errorf("%s: paused, %s", caseId, reason);
                var pause =
                        new Pause(new Decision(Pause.BALANCE_RULE, reason, now), null, new Shortage(currency, missing));
                return pauses.putShort(connection, caseId, refundId, pause)
                        .chain(() -> outbox.append(
                                Cause.of("short|" + refundId + "|" + now, now),
                                new RefundCasePaused(caseId, locked.listingId(), Pause.BALANCE_RULE, reason)));
            });
        }));
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> endThoseOver() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String reason = "the payment provider pays again";
        return work.run((connection, outbox) -> pauses.endShortages(connection, reason, now)
                        .invoke(resumed -> resumed.forEach(it -> LOG.infof("%s: goes on, %s", it.caseId(), reason)))
                        .call(resumed -> outbox.append(facts(resumed, reason, now)))
                        .chain(() -> pauses.countShort(connection)))
                .invoke(shortCases::set)
                .onFailure()
                .recoverWithNull() // the last figure stands while the database is away
                .replaceWithVoid();
    }

    private static List<Fact> facts(List<CasePauses.Resumed> cases, String reason, Instant now) {
        return cases.stream()
                .map(it -> new Fact(
                        Cause.of("short|" + it.caseId() + "|" + now, now),
                        new RefundCaseResumed(it.caseId(), it.listingId(), Pause.BALANCE_RULE, reason)))
                .toList();
    }
}
