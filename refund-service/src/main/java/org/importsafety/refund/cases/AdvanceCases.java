package org.importsafety.refund.cases;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.FeedPositions;
import org.importsafety.messaging.Job;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.SqlWork;
import org.importsafety.refund.RefundSettings;
import org.importsafety.refund.cases.Cases.Locked;
import org.importsafety.refund.cases.RefundCase.Planned;
import org.importsafety.refund.cases.RefundCase.Step;
import org.importsafety.refund.payment.PayRefunds;
import org.jboss.logging.Logger;

/**
 * The job that plans open cases and completes them, one transaction a step. Instances share the work: a case whose row
 * another one has locked is passed over.
 */
@ApplicationScoped
class AdvanceCases {
    private static final Logger LOG = Logger.getLogger(AdvanceCases.class);

    private final SqlWork work;
    private final FeedPositions positions;
    private final Cases cases;
    private final Plan plan;
    private final ApprovePayout approvePayout;
    private final PayRefunds payRefunds;
    private final Clock clock;
    private final Job job;

    AdvanceCases(
            Pool pool,
            Messaging messaging,
            FeedPositions positions,
            Cases cases,
            Plan plan,
            ApprovePayout approvePayout,
            PayRefunds payRefunds,
            Clock clock,
            RefundSettings settings) {
        work = new SqlWork(pool, messaging);
        this.positions = positions;
        this.cases = cases;
        this.plan = plan;
        this.approvePayout = approvePayout;
        this.payRefunds = payRefunds;
        this.clock = clock;
        this.job = new Job("Cases", settings.poll(), () -> advanceAll().replaceWith(false));
    }

    void start(@Observes StartupEvent event) {
        job.start();
    }

    void stop(@Observes ShutdownEvent event) {
        job.stop();
    }

    /** There may be something to do: look now instead of at the next poll. */
    void wake() {
        job.wake();
    }

    /** A case that cannot be advanced is told at the end; it holds up no other. */
    private Uni<Void> advanceAll() {
        return cases.waiting()
                .onItem()
                .transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .onItem()
                .transformToUni(this::advance)
                .collectFailures()
                .concatenate()
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Step> advance(String caseId) {
        return work.run((connection, outbox) -> cases.lock(connection, caseId)
                        .chain(locked -> locked == null
                                ? Uni.createFrom().item(new Step.Wait("another instance"))
                                : next(connection, locked)
                                        .call(step -> take(connection, outbox, locked.refundCase(), step))))
                .onFailure(Plan::isConflict)
                .recoverWithUni(() -> work.run((connection, outbox) ->
                        plan.expectConflicts(connection, caseId).replaceWith(new Step.Wait("another case"))))
                .invoke(step -> {
                    if (step instanceof Step.PlanLines || step instanceof Step.LetPay) {
                        wake();
                        payRefunds.wake();
                    }
                });
    }

    private Uni<Step> next(SqlConnection connection, Locked locked) {
        return positions
                .reached(connection, FeedPositions.fromText(locked.feedEnds()))
                .map(feedRead -> locked.refundCase().next(feedRead, locked.unfinished()));
    }

    private Uni<Void> take(SqlConnection connection, Outbox outbox, RefundCase refundCase, Step step) {
        String caseId = refundCase.caseId();
        Instant now = clock.instant();
        if (step instanceof Step.PlanLines planLines) {
            return cases.count(connection, caseId)
                    .chain(() -> plan.next(connection, caseId, now))
                    .chain(chunk -> chunk.last()
                            ? planned(connection, outbox, refundCase, planLines.then())
                                    .invoke(planned ->
                                            LOG.infof("%s: planned, %d order lines looked at", caseId, planned))
                                    .replaceWithVoid()
                            : Uni.createFrom().voidItem());
        }
        if (step instanceof Step.LetPay) {
            return planned(connection, outbox, refundCase, Planned.WHOLE).replaceWithVoid();
        }
        if (step instanceof Step.Complete) {
            return cases.tallies(connection, caseId)
                    .map(refundCase::completed)
                    .invoke(completed -> LOG.infof(
                            "%s: case completed, %d of %d refunds settled %s",
                            caseId, completed.settled(), completed.refunds(), completed.amounts()))
                    .chain(completed -> outbox.append(
                            Cause.of(refundCase.completionKey(), now).because(RefundCase.openedEventId(caseId)),
                            completed))
                    .chain(() -> cases.complete(connection, caseId, now));
        }
        return Uni.createFrom().voidItem();
    }

    private Uni<Long> planned(SqlConnection connection, Outbox outbox, RefundCase refundCase, Planned planned) {
        return cases.planned(connection, refundCase.caseId(), planned)
                .call(() -> planned == Planned.WHOLE
                        ? approvePayout.holdIfLarge(connection, outbox, refundCase.caseId(), refundCase.listingId())
                        : Uni.createFrom().voidItem());
    }
}
