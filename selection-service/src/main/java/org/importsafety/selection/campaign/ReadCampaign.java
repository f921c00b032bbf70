package org.importsafety.selection.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.importsafety.selection.campaign.Campaign.Frozen;
import org.importsafety.selection.campaign.Campaign.State;
import org.importsafety.selection.campaign.Candidate.SkipReason;
import org.importsafety.selection.campaign.Decision.Outcome;
import org.importsafety.selection.campaign.Rankings.Intake;

/** A campaign as people see it. What is not frozen yet is ranked now. */
@ApplicationScoped
class ReadCampaign {
    private final Pool pool;
    private final Campaigns campaigns;
    private final Rankings rankings;
    private final Snapshots snapshots;

    ReadCampaign(Pool pool, Campaigns campaigns, Rankings rankings, Snapshots snapshots) {
        this.pool = pool;
        this.campaigns = campaigns;
        this.rankings = rankings;
        this.snapshots = snapshots;
    }

    /** So many listings of a category. */
    record Places(String category, int top) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Picture(
            String month,
            String rule,
            int ruleVersion,
            Integer top,
            List<Places> plan,
            State state,
            Instant openedAt,
            Instant closeAskedAt,
            @JsonUnwrapped Frozen frozen,
            @JsonUnwrapped Intake intake) {}

    /**
     * A listing with a place.
     *
     * @param reason why it was passed over; absent when it was selected
     * @param inPlaceOf whose place it took after the close; absent when it had one then
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ranked(
            String month,
            String category,
            int rank,
            String listingId,
            String sku,
            long units,
            long orders,
            long buyers,
            SkipReason reason,
            String inPlaceOf) {

        static Ranked of(CampaignMonth month, Place p) {
            return new Ranked(
                    month.toString(),
                    p.category(),
                    p.rank(),
                    p.listingId(),
                    p.sku(),
                    p.units(),
                    p.orders(),
                    p.buyers(),
                    p.reason(),
                    p.inPlaceOf());
        }
    }

    /** What a close now would give. */
    record Preview(
            String month,
            String rule,
            int ruleVersion,
            String snapshotHash,
            int candidates,
            List<Ranked> selected,
            List<Ranked> skipped) {}

    /** Why a listing was chosen or not. @param frozen false while a close may still decide otherwise */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Explanation(
            String month,
            String listingId,
            String category,
            int rank,
            long units,
            long orders,
            long buyers,
            String rule,
            int ruleVersion,
            int places,
            Outcome outcome,
            SkipReason reason,
            String inPlaceOf,
            boolean frozen,
            String snapshotHash,
            String words) {}

    /** @return null when the month has no campaign */
    Uni<Campaign> find(String month) {
        return campaigns.find(pool, month);
    }

    Uni<Picture> picture(Campaign campaign) {
        Plan plan = campaign.plan();
        List<Places> named = plan.top() != null
                ? null
                : plan.byCategory().entrySet().stream()
                        .map(entry -> new Places(entry.getKey(), entry.getValue()))
                        .toList();
        return rankings.intake(pool, campaign.month())
                .map(intake -> new Picture(
                        campaign.month().toString(),
                        campaign.rule().text(),
                        Rule.VERSION,
                        plan.top(),
                        named,
                        campaign.state(),
                        campaign.openedAt(),
                        campaign.closeAskedAt(),
                        campaign.frozen(),
                        intake));
    }

    Uni<Preview> preview(Campaign campaign) {
        return rankNow(campaign)
                .map(selection -> new Preview(
                        campaign.month().toString(),
                        campaign.rule().text(),
                        Rule.VERSION,
                        selection.snapshotHash(),
                        selection.decisions().size(),
                        ranked(selection, Outcome.SELECTED),
                        ranked(selection, Outcome.SKIPPED)));
    }

    /** @param after the listing that the page before ended with; null for the first page */
    Uni<List<Ranked>> selected(Campaign campaign, String after, int limit) {
        return snapshots.selected(pool, campaign.month(), after, limit).map(places -> places.stream()
                .map(place -> Ranked.of(campaign.month(), place))
                .toList());
    }

    /** @return null when the listing is no candidate: not sold in the month, or published by nobody */
    Uni<Explanation> explain(Campaign campaign, String listingId) {
        if (campaign.state() == State.CLOSED) {
            return snapshots
                    .find(pool, campaign.month(), listingId)
                    .onItem()
                    .ifNotNull()
                    .transform(place ->
                            explanation(campaign, place, campaign.frozen().snapshotHash()));
        }
        return rankNow(campaign).map(selection -> selection.decisions().stream()
                .filter(decision -> decision.candidate().listingId().equals(listingId))
                .findFirst()
                .map(decision -> explanation(campaign, Place.of(decision), selection.snapshotHash()))
                .orElse(null));
    }

    private Uni<Selection> rankNow(Campaign campaign) {
        return rankings.ranked(pool, campaign.month(), campaign.rule())
                .map(ranked -> Selection.of(campaign.month(), campaign.rule(), campaign.plan(), ranked));
    }

    private static List<Ranked> ranked(Selection selection, Outcome outcome) {
        Stream<Decision> decisions = selection.with(outcome);
        return decisions
                .map(decision -> Ranked.of(selection.month(), Place.of(decision)))
                .toList();
    }

    private static Explanation explanation(Campaign campaign, Place p, String snapshotHash) {
        int places = campaign.plan().places(p.category());
        return new Explanation(
                campaign.month().toString(),
                p.listingId(),
                p.category(),
                p.rank(),
                p.units(),
                p.orders(),
                p.buyers(),
                campaign.rule().text(),
                Rule.VERSION,
                places,
                p.outcome(),
                p.reason(),
                p.inPlaceOf(),
                campaign.state() == State.CLOSED,
                snapshotHash,
                p.words(campaign.rule(), places));
    }
}
