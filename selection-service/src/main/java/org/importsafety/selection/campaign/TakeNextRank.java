package org.importsafety.selection.campaign;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.importsafety.events.SelectionEvent;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Outbox.Fact;
import org.importsafety.messaging.Received;
import org.importsafety.messaging.SqlWork;
import org.importsafety.selection.campaign.Campaign.State;
import org.jboss.logging.Logger;

/**
 * Gives the place of a listing that no sample can be had of to the next of its category: the skip, the pick and the
 * frozen rows, or nothing. Months are changed one at a time, so that two places do not go to one listing.
 */
@ApplicationScoped
public class TakeNextRank {
    private static final Logger LOG = Logger.getLogger(TakeNextRank.class);

    private final SqlWork work;
    private final Campaigns campaigns;
    private final Rankings rankings;
    private final Snapshots snapshots;
    private final Clock clock;

    TakeNextRank(
            Pool pool, Messaging messaging, Campaigns campaigns, Rankings rankings, Snapshots snapshots, Clock clock) {
        this.work = new SqlWork(pool, messaging);
        this.campaigns = campaigns;
        this.rankings = rankings;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /** A case that has no place, or has lost it before, changes nothing. @param caseId month:listingId */
    public Uni<Void> insteadOf(Received<?> received, String caseId) {
        String[] parts = caseId.split(":", 2);
        CampaignMonth month = CampaignMonth.parse(parts[0]).orElse(null);
        if (month == null || parts.length < 2) {
            return Uni.createFrom().voidItem();
        }
        return work.once(received, (connection, outbox) -> campaigns
                .lockAlone(connection, month)
                .flatMap(campaign -> campaign == null || campaign.state() != State.CLOSED
                        ? Uni.createFrom().voidItem()
                        : rankings.selected(connection, month, parts[1])
                                .flatMap(untestable -> untestable == null
                                        ? Uni.createFrom().voidItem()
                                        : take(connection, outbox, received, campaign, untestable))));
    }

    private Uni<Void> take(
            SqlConnection connection, Outbox outbox, Received<?> received, Campaign campaign, Candidate untestable) {
        Instant now = clock.instant();
        return rankings.cut(connection, campaign.month(), untestable.category())
                .map(cut -> NextRank.of(untestable, cut))
                .invoke(next -> tell(campaign, next))
                .call(next -> snapshots.change(connection, campaign.month(), next))
                .flatMap(next -> outbox.append(facts(campaign, next, Cause.of(received, now))));
    }

    private static List<Fact> facts(Campaign campaign, NextRank next, Cause cause) {
        return next.decisions().stream()
                .map(decision -> decision.event(
                        campaign.month(), campaign.rule(), campaign.frozen().snapshotHash()))
                .map(event -> fact(cause, event))
                .toList();
    }

    /** A case is picked once and skipped once at most, so it names what is told of it. */
    private static Fact fact(Cause cause, SelectionEvent event) {
        return new Fact(cause.keyed(event.caseId()), event);
    }

    private static void tell(Campaign campaign, NextRank next) {
        Candidate untestable = next.untestable();
        if (next.isFilled()) {
            Candidate taken = next.decisions().get(next.decisions().size() - 1).candidate();
            LOG.infof(
                    "%s: no sample of %s, number %d of %s; number %d, %s, takes the place",
                    campaign.month(),
                    untestable.listingId(),
                    untestable.rank(),
                    untestable.category(),
                    taken.rank(),
                    taken.listingId());
        } else {
            LOG.warnf(
                    "%s: no sample of %s, and nobody of %s is left to take the place",
                    campaign.month(), untestable.listingId(), untestable.category());
        }
    }
}
