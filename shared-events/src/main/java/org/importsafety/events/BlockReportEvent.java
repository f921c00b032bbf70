package org.importsafety.events;

import java.time.Instant;
import java.util.List;

/** The platform's answers to requests to block. */
public sealed interface BlockReportEvent extends Event {
    @Override
    default Topic topic() {
        return Topics.PLATFORM_BLOCK_REPORTS;
    }

    /** @param status DONE, PARTIAL, NOT_FOUND or FAILED */
    record BlockReported(
            String blockId, String listingId, String status, List<String> skus, Instant reportedAt, String note)
            implements BlockReportEvent {
        public BlockReported {
            skus = skus == null ? List.of() : List.copyOf(skus);
        }

        @Override
        public String key() {
            return listingId;
        }
    }
}
