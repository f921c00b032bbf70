package org.importsafety.selection.campaign;

import java.util.ArrayList;
import java.util.List;
import org.importsafety.selection.campaign.Candidate.SkipReason;
import org.importsafety.selection.campaign.Decision.Outcome;

/**
 * Who takes the place of a listing that no sample can be had of: the best of those that were cut, unless something
 * speaks against it now. Ranks stay as they were frozen.
 *
 * @param decisions on the listing itself, on those that are passed over, and on the one that takes the place, if one is
 *     left
 */
record NextRank(Candidate untestable, List<Decision> decisions) {

    /** @param cut of the same category, by rank, as they stand now */
    static NextRank of(Candidate untestable, List<Candidate> cut) {
        List<Decision> decisions = new ArrayList<>();
        decisions.add(new Decision(untestable, Outcome.SKIPPED, SkipReason.NOT_TESTABLE));
        for (Candidate candidate : cut) {
            Decision decision = Decision.onPlace(candidate);
            decisions.add(decision);
            if (decision.outcome() == Outcome.SELECTED) {
                break;
            }
        }
        return new NextRank(untestable, List.copyOf(decisions));
    }

    boolean isFilled() {
        return decisions.get(decisions.size() - 1).outcome() == Outcome.SELECTED;
    }

    /** The listing whose place the decision gives away; null unless it gives one. */
    String inPlaceOf(Decision decision) {
        return decision.outcome() == Outcome.SELECTED ? untestable.listingId() : null;
    }
}
