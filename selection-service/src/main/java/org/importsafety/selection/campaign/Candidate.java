package org.importsafety.selection.campaign;

import java.util.List;
import java.util.Optional;

/**
 * A listing that was bought in the month, with its counts and its rank in its category.
 *
 * @param sku the best-selling one
 * @param price minor units; null when the platform does not state it, which is not free
 * @param passedRecently passed a test not long ago and is unchanged since
 */
record Candidate(
        String category,
        int rank,
        String listingId,
        String sku,
        String sellerId,
        String ageGroup,
        List<String> materials,
        long units,
        long orders,
        long buyers,
        Long price,
        boolean blocked,
        boolean inTest,
        boolean passedRecently) {

    /** Why a listing that has a place is passed over. */
    enum SkipReason {
        BLOCKED("its sale is blocked"),
        IN_TEST("it is being tested"),
        PASSED_RECENTLY("it passed a test less than six months before and has not changed since"),
        FREE("its price is 0"),
        NOT_TESTABLE("no sample of it could be had");

        private final String words;

        SkipReason(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    Optional<SkipReason> skipReason() {
        if (blocked) {
            return Optional.of(SkipReason.BLOCKED);
        }
        if (inTest) {
            return Optional.of(SkipReason.IN_TEST);
        }
        if (passedRecently) {
            return Optional.of(SkipReason.PASSED_RECENTLY);
        }
        return price != null && price == 0 ? Optional.of(SkipReason.FREE) : Optional.empty();
    }
}
