package org.importsafety.selection.campaign;

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
}
