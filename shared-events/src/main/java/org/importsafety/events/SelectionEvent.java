package org.importsafety.events;

import java.time.Instant;
import java.util.List;

/** The monthly selection. Closed to the platform: the tested party must not know the list before samples are bought. */
public sealed interface SelectionEvent extends Event {
    String month();

    @Override
    default Topic topic() {
        return Topics.SELECTION;
    }

    /**
     * A listing is to be tested this month.
     *
     * @param sku the best-selling one
     * @param units sum of quantities of the month's paid, not cancelled lines; orders and buyers are distinct counts
     * @param rule most-orders, most-units or most-buyers
     * @param snapshotHash SHA-256 over all candidates and their counts, so that the ranking can be recomputed
     * @param refundFrom lines paid from here on are refunded if the listing fails
     */
    record ProductSelected(
            String caseId,
            String month,
            String listingId,
            String sku,
            String sellerId,
            String category,
            String ageGroup,
            List<String> materials,
            int rank,
            long units,
            long orders,
            long buyers,
            String rule,
            int ruleVersion,
            String snapshotHash,
            Instant refundFrom)
            implements SelectionEvent {
        public ProductSelected {
            materials = materials == null ? List.of() : List.copyOf(materials);
        }

        @Override
        public String key() {
            return listingId;
        }
    }

    /**
     * A listing had a place but was passed over; the next in rank takes it.
     *
     * @param reason BLOCKED, IN_TEST, PASSED_RECENTLY, FREE, NOT_TESTABLE, REMOVED or FEE_CAP
     */
    record ProductSkipped(String caseId, String month, String listingId, String category, int rank, String reason)
            implements SelectionEvent {
        @Override
        public String key() {
            return listingId;
        }
    }

    /** The month's ranking is frozen; the counts are of listings. */
    record CampaignClosed(String month, String rule, int ruleVersion, String snapshotHash, int selected, int skipped)
            implements SelectionEvent {
        @Override
        public String key() {
            return month;
        }
    }
}
