package org.importsafety.selection.campaign;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.importsafety.events.SelectionEvent;
import org.importsafety.events.Topics;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.FeedPositions;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Outbox.Fact;
import org.importsafety.messaging.SqlWork;
import org.importsafety.selection.campaign.Campaign.State;
import org.importsafety.selection.campaign.Decision.Outcome;
import org.jboss.logging.Logger;

/**
 * Closes a month, once, in two steps: {@link #ask} notes how far both feeds reach at this moment; {@link #finish}, when
 * all of that has been taken in, freezes the ranking and tells it.
 */
@ApplicationScoped
class CloseCampaign {
    private static final Logger LOG = Logger.getLogger(CloseCampaign.class);

    private final Pool pool;
    private final SqlWork work;
    private final Campaigns campaigns;
    private final Rankings rankings;
    private final Snapshots snapshots;
    private final FeedPositions positions;
    private final Clock clock;

    CloseCampaign(
            Pool pool,
            Messaging messaging,
            Campaigns campaigns,
            Rankings rankings,
            Snapshots snapshots,
            FeedPositions positions,
            Clock clock) {
        this.pool = pool;
        this.work = new SqlWork(pool, messaging);
        this.campaigns = campaigns;
        this.rankings = rankings;
        this.snapshots = snapshots;
        this.positions = positions;
        this.clock = clock;
    }

    sealed interface Answer {
        record Asked() implements Answer {}

        record AskedBefore() implements Answer {}

        record TooEarly(Instant monthEnds) implements Answer {}
    }

    Uni<Answer> ask(Campaign campaign) {
        CampaignMonth month = campaign.month();
        if (campaign.state() != State.OPEN) {
            return Uni.createFrom().item(new Answer.AskedBefore());
        }
        if (clock.instant().isBefore(month.end())) {
            return Uni.createFrom().item(new Answer.TooEarly(month.end()));
        }
        return feedEnds()
                .flatMap(ends -> campaigns.askClose(pool, month, ends, clock.instant()))
                .invoke(asked -> {
                    if (asked) {
                        LOG.infof("%s: closing when what the feeds have said by now is taken in", month);
                    }
                })
                .map(asked -> asked ? new Answer.Asked() : new Answer.AskedBefore());
    }

    /** Closes one campaign whose feeds are in, if there is one. Harmless to call at any time, by anybody. */
    Uni<Void> finish() {
        return work.<Selection>run((connection, outbox) -> readyToClose(connection)
                        .onItem()
                        .ifNotNull()
                        .transformToUni(campaign -> close(connection, outbox, campaign)))
                .invoke(selection -> {
                    if (selection != null) {
                        LOG.infof(
                                "%s closed by %s: %d candidates, %d selected, %d skipped",
                                selection.month(),
                                selection.rule().text(),
                                selection.decisions().size(),
                                selection.count(Outcome.SELECTED),
                                selection.count(Outcome.SKIPPED));
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Campaign> readyToClose(SqlConnection connection) {
        return campaigns
                .in(connection, State.CLOSING)
                .onItem()
                .transformToUniAndConcatenate(campaign -> positions
                        .reached(connection, FeedPositions.fromText(campaign.feedEnds()))
                        .map(reached -> reached ? campaign : null))
                .select()
                .first()
                .toUni()
                .onItem()
                .ifNotNull()
                .transformToUni(campaign -> campaigns
                        .tryCloseAlone(connection)
                        .flatMap(alone -> alone
                                ? campaigns.lockClosing(connection, campaign.month())
                                : Uni.createFrom().item(false))
                        .map(locked -> locked ? campaign : null));
    }

    private Uni<Selection> close(SqlConnection connection, Outbox outbox, Campaign campaign) {
        Instant now = clock.instant();
        return rankings.ranked(connection, campaign.month(), campaign.rule())
                .map(ranked -> Selection.of(campaign.month(), campaign.rule(), campaign.plan(), ranked))
                .call(selection -> snapshots.write(connection, selection))
                .call(selection -> campaigns.close(connection, selection, now))
                .call(selection -> outbox.append(facts(selection, now)));
    }

    private static List<Fact> facts(Selection selection, Instant now) {
        return selection.events().stream()
                .map(event -> new Fact(Cause.of(businessKey(event), now), event))
                .toList();
    }

    private static String businessKey(SelectionEvent event) {
        return event.caseId() == null ? event.month() : event.caseId();
    }

    private Uni<String> feedEnds() {
        return positions
                .endOf(Topics.PLATFORM_LISTINGS)
                .flatMap(listings -> positions.endOf(Topics.PLATFORM_ORDERS).map(orders -> {
                    var both = new HashMap<>(listings);
                    both.putAll(orders);
                    return FeedPositions.toText(both);
                }));
    }
}
