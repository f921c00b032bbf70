package org.importsafety.refund.cases;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import org.importsafety.events.EnforcementEvent.SaleUnblocked;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Received;
import org.importsafety.messaging.SqlWork;
import org.importsafety.refund.payment.StopRefunds;
import org.jboss.logging.Logger;

/**
 * The block has ended: what was not sent to the provider is stopped, what was sent goes to its end, and what was paid
 * stays with the buyer. The case is complete then.
 */
@ApplicationScoped
class ReleaseCase {
    private static final Logger LOG = Logger.getLogger(ReleaseCase.class);

    private final SqlWork work;
    private final Plan plan;
    private final Cases cases;
    private final StopRefunds stopRefunds;
    private final AdvanceCases advance;
    private final Clock clock;

    ReleaseCase(
            Pool pool,
            Messaging messaging,
            Plan plan,
            Cases cases,
            StopRefunds stopRefunds,
            AdvanceCases advance,
            Clock clock) {
        work = new SqlWork(pool, messaging);
        this.plan = plan;
        this.cases = cases;
        this.stopRefunds = stopRefunds;
        this.advance = advance;
        this.clock = clock;
    }

    /** The gate is held alone as by an opening: no batch of lines plans for the case while its refunds are stopped. */
    Uni<Void> release(Received<SaleUnblocked> received) {
        SaleUnblocked unblocked = received.event();
        String caseId = Objects.requireNonNull(unblocked.caseId(), "SaleUnblocked without caseId");
        Cause cause = Cause.of(received, clock.instant());
        return work.once(received, (connection, outbox) -> plan.beginOpening(connection)
                        .chain(() -> cases.release(connection, caseId))
                        .chain(released -> released
                                ? stopRefunds
                                        .ofCase(connection, outbox, cause, caseId, unblocked.cause())
                                        .invoke(stopped -> LOG.infof(
                                                "%s: block ended by %s, %d refunds stopped",
                                                caseId, unblocked.cause(), stopped))
                                        .replaceWithVoid()
                                : Uni.createFrom().voidItem()))
                .invoke(advance::wake);
    }
}
