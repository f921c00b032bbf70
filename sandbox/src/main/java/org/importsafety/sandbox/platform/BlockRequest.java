package org.importsafety.sandbox.platform;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A SaleBlocked as the platform reads it. @param attempt more than 1 when it is asked again @param traceparent from the header */
record BlockRequest(
        UUID eventId,
        Instant occurredAt,
        String caseId,
        String blockId,
        String listingId,
        List<String> skus,
        Instant blockedAt,
        int attempt,
        String traceparent) {

    PlatformEvent.Cause cause() {
        return new PlatformEvent.Cause(eventId, caseId, traceparent);
    }

    BlockRequest with(String header) {
        return new BlockRequest(eventId, occurredAt, caseId, blockId, listingId, skus, blockedAt, attempt, header);
    }
}
