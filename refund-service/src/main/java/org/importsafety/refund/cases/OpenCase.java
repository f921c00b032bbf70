package org.importsafety.refund.cases;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.RefundEvent.RefundCaseOpened;
import org.importsafety.events.RefundEvent.RefundCaseResumed;
import org.importsafety.events.Topics;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.FeedPositions;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Received;
import org.importsafety.messaging.SqlWork;
import org.importsafety.refund.notice.NoteBuyers;
import org.jboss.logging.Logger;

/** A blocked sale opens a refund case. Only the row is written here: planning a million lines is no consumer's work. */
@ApplicationScoped
class OpenCase {
    private static final Logger LOG = Logger.getLogger(OpenCase.class);

    private final SqlWork work;
    private final FeedPositions positions;
    private final Plan plan;
    private final Cases cases;
    private final CaseHolds holds;
    private final NoteBuyers noteBuyers;
    private final AdvanceCases advance;
    private final Clock clock;

    OpenCase(
            Pool pool,
            Messaging messaging,
            FeedPositions positions,
            Plan plan,
            Cases cases,
            CaseHolds holds,
            NoteBuyers noteBuyers,
            AdvanceCases advance,
            Clock clock) {
        work = new SqlWork(pool, messaging);
        this.positions = positions;
        this.plan = plan;
        this.cases = cases;
        this.holds = holds;
        this.noteBuyers = noteBuyers;
        this.advance = advance;
        this.clock = clock;
    }

    /** The case's key makes the second request of the same block harmless, unless the block was released in between. */
    Uni<Void> open(Received<SaleBlocked> received) {
        return positions.endOf(Topics.PLATFORM_ORDERS).chain(ends -> work.once(
                        received, (connection, outbox) -> plan.beginOpening(connection)
                                .chain(() -> open(connection, outbox, received, FeedPositions.toText(ends)))
                                .chain(() -> noteBuyers.because(connection, received)))
                .invoke(advance::wake));
    }

    private Uni<Void> open(SqlConnection connection, Outbox outbox, Received<SaleBlocked> received, String feedEnds) {
        SaleBlocked blocked = received.event();
        Cause cause = Cause.of(received, clock.instant());
        return cases.open(
                        connection,
                        blocked.caseId(),
                        blocked.blockId(),
                        blocked.listingId(),
                        blocked.refundFrom(),
                        feedEnds,
                        cause.at())
                .chain(isNew -> isNew
                        ? opened(outbox, cause.keyed(blocked.caseId()), blocked)
                        : cases.openAgain(connection, blocked.caseId(), blocked.refundFrom(), feedEnds)
                                .chain(again -> again
                                        ? opened(outbox, cause.keyed(blocked.caseId() + "|" + cause.key()), blocked)
                                        : renewed(connection, outbox, cause, blocked)));
    }

    /** The block is asked for again in spite of an appeal against it: nothing waits for that any more. */
    private Uni<Void> renewed(SqlConnection connection, Outbox outbox, Cause cause, SaleBlocked blocked) {
        return holds.endByRenewal(connection, blocked.caseId(), blocked.blockedAt())
                .chain(ended -> ended
                        ? outbox.append(
                                cause,
                                new RefundCaseResumed(
                                        blocked.caseId(),
                                        blocked.listingId(),
                                        "rule:renewal",
                                        "the sale is blocked in spite of the appeal"))
                        : Uni.createFrom().voidItem());
    }

    private static Uni<Void> opened(Outbox outbox, Cause cause, SaleBlocked blocked) {
        LOG.infof("%s: case opened by block %s, attempt %d", blocked.caseId(), blocked.blockId(), blocked.attempt());
        return outbox.append(
                cause,
                new RefundCaseOpened(blocked.caseId(), blocked.listingId(), blocked.blockId(), blocked.refundFrom()));
    }
}
