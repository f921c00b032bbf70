package org.importsafety.refund.payment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.importsafety.events.Recorded;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.SqlWork;
import org.importsafety.refund.access.Audit;
import org.importsafety.refund.interest.OweInterest;
import org.importsafety.refund.payment.ManualRefunds.Listed;
import org.importsafety.refund.payment.ManualSettlement.Step;
import org.importsafety.refund.payment.ManualSettlement.Way;
import org.jboss.logging.Logger;

/** An officer says in which other way a buyer got the money back; the case is told complete again with that. */
@ApplicationScoped
class SettleByHand {
    private static final Logger LOG = Logger.getLogger(SettleByHand.class);
    private static final String ACTION = "REFUND_SETTLED";

    private final SqlWork work;
    private final Refunds refunds;
    private final ManualRefunds manual;
    private final OweInterest oweInterest;
    private final Audit audit;
    private final Clock clock;
    private final Counter settled;

    SettleByHand(
            Pool pool,
            Messaging messaging,
            Refunds refunds,
            ManualRefunds manual,
            OweInterest oweInterest,
            Audit audit,
            Clock clock,
            MeterRegistry meters) {
        work = new SqlWork(pool, messaging);
        this.refunds = refunds;
        this.manual = manual;
        this.oweInterest = oweInterest;
        this.audit = audit;
        this.clock = clock;
        settled = meters.counter("refunds.settled");
    }

    /** @return null when there is no such refund */
    Uni<Step> settle(UUID refundId, Way way, String reference, String by) {
        var asked = new ManualSettlement(way, reference, by, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return work.run(
                (connection, outbox) -> manual.lock(connection, refundId).chain(listed -> {
                    if (listed == null) {
                        return Uni.createFrom().nullItem();
                    }
                    Step step = ManualSettlement.settle(
                            listed.refund().state(), listed.onList(), listed.settlement(), asked);
                    if (step instanceof Step.Refused refused) {
                        return note(connection, refundId, asked, "REFUSED", ACTION + ": " + refused.why())
                                .replaceWith(step);
                    }
                    return ((Step.Taken) step).isNew()
                            ? carryOut(connection, outbox, listed, asked).replaceWith(step)
                            : Uni.createFrom().item(step);
                }));
    }

    private Uni<Void> carryOut(SqlConnection connection, Outbox outbox, Listed listed, ManualSettlement asked) {
        Refund refund = listed.refund();
        UUID refundId = refund.refundId();
        return manual.settle(connection, refundId, asked)
                .chain(() -> refunds.reopenCases(connection, List.of(refundId)))
                .chain(() -> outbox.append(
                        Cause.of(refundId + "|by hand", asked.at())
                                .because(Recorded.id(
                                        refund.attempt() == 0 ? "RefundFailed" : "RefundRequested",
                                        refund.attemptKey())),
                        refund.settledByHand(asked.way())))
                .chain(() -> asked.way() == Way.REFUNDED_ELSEWHERE // nobody knows here how late that was
                        ? Uni.createFrom().voidItem()
                        : oweInterest.onSettled(connection, outbox, List.of(refundId)))
                .chain(() -> note(connection, refundId, asked, ACTION, asked.way() + ": " + asked.reference()))
                .invoke(() -> {
                    settled.increment();
                    LOG.infof("Refund %s: settled by a person, %s", refundId, asked.way());
                });
    }

    private Uni<Void> note(
            SqlConnection connection, UUID refundId, ManualSettlement asked, String action, String detail) {
        return audit.note(connection, asked.at(), asked.by(), action, "refunds/" + refundId, detail);
    }
}
