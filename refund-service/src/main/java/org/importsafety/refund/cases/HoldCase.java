package org.importsafety.refund.cases;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import org.importsafety.events.EnforcementEvent.AppealDecided;
import org.importsafety.events.EnforcementEvent.AppealOpened;
import org.importsafety.events.RefundEvent.RefundCaseHeld;
import org.importsafety.events.RefundEvent.RefundCaseResumed;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Received;
import org.importsafety.messaging.SqlWork;
import org.importsafety.refund.RefundSettings;
import org.importsafety.refund.payment.PayRefunds;
import org.jboss.logging.Logger;

/**
 * While an appeal against the block is open, what was not sent waits: nothing is clawed back later. Rejected, it goes on;
 * upheld, it stays until the block ends, which stops it, or until the block is asked for again in spite of the appeal.
 */
@ApplicationScoped
class HoldCase {
    private static final Logger LOG = Logger.getLogger(HoldCase.class);

    private final SqlWork work;
    private final CaseHolds holds;
    private final PayRefunds payRefunds;
    private final Clock clock;
    private final boolean holdOnAppeal;

    HoldCase(
            Pool pool,
            Messaging messaging,
            CaseHolds holds,
            PayRefunds payRefunds,
            Clock clock,
            RefundSettings settings) {
        work = new SqlWork(pool, messaging);
        this.holds = holds;
        this.payRefunds = payRefunds;
        this.clock = clock;
        holdOnAppeal = settings.holdOnAppeal();
    }

    Uni<Void> opened(Received<AppealOpened> received) {
        if (!holdOnAppeal) {
            return Uni.createFrom().voidItem();
        }
        AppealOpened appeal = received.event();
        String caseId = Objects.requireNonNull(appeal.caseId(), "AppealOpened without caseId");
        Objects.requireNonNull(appeal.appealId(), "AppealOpened without appealId");
        var told = new RefundCaseHeld(caseId, appeal.listingId(), "rule:appeal", "appeal " + appeal.appealId());
        return work.once(received, (connection, outbox) -> holds.hold(
                        connection, caseId, appeal.appealId(), told.by(), told.reason(), received.occurredAt())
                .chain(held -> {
                    LOG.infof("%s: %s", caseId, held ? "held for an appeal" : "an appeal holds nothing");
                    return held
                            ? outbox.append(Cause.of(received, clock.instant()), told)
                            : Uni.createFrom().voidItem();
                }));
    }

    Uni<Void> decided(Received<AppealDecided> received) {
        AppealDecided appeal = received.event();
        String caseId = Objects.requireNonNull(appeal.caseId(), "AppealDecided without caseId");
        Objects.requireNonNull(appeal.appealId(), "AppealDecided without appealId");
        if (!"REJECTED".equals(appeal.decision())) {
            return Uni.createFrom().voidItem();
        }
        var told = new RefundCaseResumed(caseId, appeal.listingId(), appeal.decidedBy(), appeal.reason());
        return work.once(received, (connection, outbox) -> holds.end(connection, caseId, appeal.appealId())
                        .chain(ended -> ended
                                ? outbox.append(Cause.of(received, clock.instant()), told)
                                : Uni.createFrom().voidItem()))
                .invoke(payRefunds::wake);
    }
}
