package org.importsafety.selection.campaign;

import org.importsafety.events.SelectionEvent;
import org.importsafety.events.SelectionEvent.ProductSelected;
import org.importsafety.events.SelectionEvent.ProductSkipped;
import org.importsafety.selection.campaign.Candidate.SkipReason;

/** What became of a candidate. @param reason only when skipped */
record Decision(Candidate candidate, Outcome outcome, SkipReason reason) {

    /** The ways a candidate can go. */
    enum Outcome {
        SELECTED,
        /** Had a place, but is passed over; the next in rank takes it. */
        SKIPPED,
        /** The places went to better ranked listings. */
        CUT,
        /** The plan has no place for its category. */
        UNPLANNED
    }

    /** Of a candidate that has a place. */
    static Decision onPlace(Candidate candidate) {
        SkipReason reason = candidate.skipReason().orElse(null);
        return new Decision(candidate, reason == null ? Outcome.SELECTED : Outcome.SKIPPED, reason);
    }

    /** What is told of a candidate that had a place. */
    SelectionEvent event(CampaignMonth month, Rule rule, String snapshotHash) {
        Candidate c = candidate;
        String caseId = month + ":" + c.listingId();
        return outcome == Outcome.SELECTED
                ? new ProductSelected(
                        caseId,
                        month.toString(),
                        c.listingId(),
                        c.sku(),
                        c.sellerId(),
                        c.category(),
                        c.ageGroup(),
                        c.materials(),
                        c.rank(),
                        c.units(),
                        c.orders(),
                        c.buyers(),
                        rule.text(),
                        Rule.VERSION,
                        snapshotHash,
                        month.refundFrom())
                : new ProductSkipped(caseId, month.toString(), c.listingId(), c.category(), c.rank(), reason.name());
    }
}
