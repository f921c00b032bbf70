package org.importsafety.selection.campaign;

import org.importsafety.selection.campaign.Candidate.SkipReason;
import org.importsafety.selection.campaign.Decision.Outcome;

/**
 * A candidate's place in a ranking and what became of it, as it is frozen.
 *
 * @param reason only when skipped
 * @param inPlaceOf the listing that it was chosen for after the close, as no sample of that one could be had, or null
 */
record Place(
        String listingId,
        String category,
        int rank,
        long units,
        long orders,
        long buyers,
        String sku,
        Outcome outcome,
        SkipReason reason,
        String inPlaceOf) {

    static Place of(Decision decision) {
        Candidate c = decision.candidate();
        return new Place(
                c.listingId(),
                c.category(),
                c.rank(),
                c.units(),
                c.orders(),
                c.buyers(),
                c.sku(),
                decision.outcome(),
                decision.reason(),
                null);
    }

    /** The decision for a person. @param places of the category in the plan */
    String words(Rule rule, int places) {
        String fate =
                switch (outcome) {
                    case SELECTED ->
                        inPlaceOf == null
                                ? "chosen for one of %d places".formatted(places)
                                : "chosen in place of %s, of which no sample could be had".formatted(inPlaceOf);
                    case SKIPPED -> "had a place but was passed over: " + reason.words();
                    case CUT -> "not chosen: the %d places went to better ranked listings".formatted(places);
                    case UNPLANNED -> "not chosen: the plan has no place for this category";
                };
        return "Number %d of %s by %s, with %d orders, %d units and %d buyers: %s."
                .formatted(rank, category, rule.text(), orders, units, buyers, fate);
    }
}
