package org.importsafety.refund.interest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.importsafety.calendar.WorkingDays;
import org.importsafety.events.RefundEvent.DelayInterestOwed;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Outbox.Fact;
import org.importsafety.refund.RefundSettings;
import org.importsafety.refund.interest.Interests.Late;
import org.importsafety.refund.interest.Interests.Line;

/**
 * A refund that came late makes interest due. It is a line of its own and told to the platform, which owes it: the payment
 * provider gives back no more than was paid.
 */
@ApplicationScoped
public class OweInterest {
    private final Interests interests;
    private final DelayInterest rule;
    private final Clock clock;

    OweInterest(Interests interests, RefundSettings settings, Clock clock) {
        this.interests = interests;
        this.clock = clock;
        rule = new DelayInterest(
                settings.delayInterestPercent(), settings.delayInterestAfter(), WorkingDays::isWorkedOn);
    }

    /** In the transaction that settles the refunds, after it has. */
    public Uni<Void> onSettled(SqlConnection connection, Outbox outbox, List<UUID> refundIds) {
        if (rule.percent() == 0 || refundIds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        return interests
                .lines(connection, refundIds)
                .map(lines -> lines.stream()
                        .map(line -> new Late(line, rule.on(line.amount(), line.plannedAt(), now)))
                        .filter(late -> late.owed().amount() > 0)
                        .toList())
                .chain(late -> interests
                        .owe(connection, late, rule.percent(), now)
                        .map(raised -> late.stream()
                                .filter(it -> raised.contains(it.line().refundId()))
                                .map(it -> fact(it, now))
                                .toList()))
                .chain(outbox::append);
    }

    private Fact fact(Late late, Instant now) {
        Line line = late.line();
        return new Fact(
                Cause.of(line.refundId() + "|" + late.owed().days(), now),
                new DelayInterestOwed(
                        line.caseId(),
                        line.refundId().toString(),
                        line.orderId(),
                        line.lineNo(),
                        line.listingId(),
                        line.buyerRef(),
                        late.owed().amount(),
                        line.currency(),
                        late.owed().dueOn(),
                        late.owed().days(),
                        rule.percent()));
    }
}
