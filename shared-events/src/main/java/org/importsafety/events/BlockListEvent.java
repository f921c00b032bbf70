package org.importsafety.events;

import java.time.Instant;
import java.util.List;

/** The current block list as a compacted topic: a new consumer starts from it before it serves a checkout. */
public sealed interface BlockListEvent extends Event {
    @Override
    default Topic topic() {
        return Topics.ENFORCEMENT_BLOCK_LIST;
    }

    /** The fields of {@link EnforcementEvent.SaleBlocked}; a null value of the same key removes the entry. */
    record BlockListed(
            String caseId,
            String blockId,
            String listingId,
            List<String> skus,
            String sellerId,
            String gtin,
            List<String> actions,
            String territory,
            String ground,
            String severity,
            List<Nonconformity> nonconformities,
            String lab,
            String reportNo,
            boolean automated,
            Instant blockedAt,
            Instant respondBy,
            int attempt,
            Instant refundFrom,
            String parentBlockId)
            implements BlockListEvent {
        public BlockListed {
            skus = skus == null ? List.of() : List.copyOf(skus);
            actions = List.copyOf(actions);
            nonconformities = nonconformities == null ? List.of() : List.copyOf(nonconformities);
        }

        @Override
        public String key() {
            return listingId;
        }
    }
}
