package org.importsafety.selection.campaign;

import java.time.Instant;

/**
 * A month's selection.
 *
 * @param feedEnds where both feeds ended when the close was asked for; see FeedPositions.toText
 * @param frozen what the close froze; null before
 */
record Campaign(
        CampaignMonth month,
        Rule rule,
        Plan plan,
        State state,
        Instant openedAt,
        Instant closeAskedAt,
        String feedEnds,
        Frozen frozen) {

    enum State {
        OPEN,
        /** The close was asked for; it waits for what the feeds had said by then. */
        CLOSING,
        CLOSED
    }

    /** @param candidates, selected, skipped counts of listings */
    record Frozen(Instant closedAt, String snapshotHash, int candidates, int selected, int skipped) {}

    boolean sameContent(Rule otherRule, Plan otherPlan) {
        return rule == otherRule && plan.equals(otherPlan);
    }
}
