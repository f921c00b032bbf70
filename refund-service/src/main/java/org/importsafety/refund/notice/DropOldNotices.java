package org.importsafety.refund.notice;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.importsafety.refund.RefundSettings;
import org.importsafety.refund.purchase.Month;
import org.jboss.logging.Logger;

/**
 * The retention of notices: who was told of a case is forgotten when the case has been complete for longer than that is
 * kept, and in which language a buyer is spoken to when the order that said it is as old. Nobody is told again by that,
 * since a case's lines are looked through once; only a new line of such a case is told of, as it always is.
 */
@ApplicationScoped
class DropOldNotices {
    private static final Logger LOG = Logger.getLogger(DropOldNotices.class);
    /** Rows a transaction, so that nobody waits for long. */
    private static final int CHUNK = 10_000;

    private final Pool pool;
    private final OldNotices oldNotices;
    private final Clock clock;
    private final int kept;

    DropOldNotices(Pool pool, OldNotices oldNotices, Clock clock, RefundSettings settings) {
        this.pool = pool;
        this.oldNotices = oldNotices;
        this.clock = clock;
        this.kept = settings.noticeMonths();
    }

    void start(@Observes StartupEvent event) {
        Month.requireEnough("refund.notice-months", kept);
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> whenDue() {
        if (kept == 0) {
            return Uni.createFrom().voidItem();
        }
        Month before = Month.of(clock.instant()).minus(kept);
        return oldNotices
                .cases(before)
                .onItem()
                .transformToMulti(cases -> Multi.createFrom().iterable(cases))
                .onItem()
                .transformToUniAndConcatenate(this::drop)
                .collect()
                .last()
                .chain(() -> oldNotices.dropLanguages(before, CHUNK))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("Old notices are not dropped yet, trying again: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> drop(String caseId) {
        return pool.withTransaction(connection -> oldNotices.drop(connection, caseId, CHUNK))
                .chain(dropped -> {
                    if (dropped > 0) {
                        return drop(caseId);
                    }
                    LOG.infof("%s: who was told is dropped", caseId);
                    return Uni.createFrom().voidItem();
                });
    }
}
