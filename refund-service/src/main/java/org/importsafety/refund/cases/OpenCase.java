package org.importsafety.refund.cases;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.RefundEvent.RefundCaseOpened;
import org.importsafety.events.Topics;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.FeedPositions;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Received;
import org.importsafety.messaging.SqlWork;
import org.jboss.logging.Logger;

/** A blocked sale opens a refund case. Only the row is written here: planning a million lines is no consumer's work. */
@ApplicationScoped
class OpenCase {
    private static final Logger LOG = Logger.getLogger(OpenCase.class);

    private final SqlWork work;
    private final FeedPositions positions;
    private final Plan plan;
    private final Cases cases;
    private final AdvanceCases advance;
    private final Clock clock;

    OpenCase(
            Pool pool,
            Messaging messaging,
            FeedPositions positions,
            Plan plan,
            Cases cases,
            AdvanceCases advance,
            Clock clock) {
        work = new SqlWork(pool, messaging);
        this.positions = positions;
        this.plan = plan;
        this.cases = cases;
        this.advance = advance;
        this.clock = clock;
    }

    /** The case's key makes the second request of the same block harmless, whatever its event id. */
    Uni<Void> open(Received<SaleBlocked> received) {
        SaleBlocked blocked = received.event();
        return positions.endOf(Topics.PLATFORM_ORDERS).chain(feedEnds -> work.once(received, (connection, outbox) -> {
                    Cause cause = Cause.of(received, clock.instant()).keyed(blocked.caseId());
                    return plan.beginOpening(connection)
                            .chain(() -> cases.open(
                                    connection,
                                    blocked.caseId(),
                                    blocked.blockId(),
                                    blocked.listingId(),
                                    blocked.refundFrom(),
                                    FeedPositions.toText(feedEnds),
                                    cause.at()))
                            .chain(isNew -> {
                                if (!isNew) {
                                    return Uni.createFrom().voidItem();
                                }
                                LOG.infof("%s: case opened by block %s", blocked.caseId(), blocked.blockId());
                                return outbox.append(
                                        cause,
                                        new RefundCaseOpened(
                                                blocked.caseId(),
                                                blocked.listingId(),
                                                blocked.blockId(),
                                                blocked.refundFrom()));
                            });
                })
                .invoke(advance::wake));
    }
}
