package org.importsafety.enforcement.probe;

import java.time.Instant;
import java.util.UUID;
import org.importsafety.events.EnforcementEvent.BlockBreached;
import org.importsafety.events.EnforcementEvent.BlockVerified;
import org.importsafety.events.EnforcementEvent.SaleBlocked;

/**
 * A block whose row this transaction holds.
 *
 * @param verifiedAt null when it is not
 * @param nextProbeAt null when none is due
 * @param tries how often this probe proved nothing
 * @param request as it was told last
 */
record WatchedBlock(
        UUID blockId, String status, Instant verifiedAt, Instant nextProbeAt, int tries, SaleBlocked request) {
    private static final String SOLD = "ORDER";

    /** The probe is still wanted: not when the block was released, breached or taken back meanwhile. */
    boolean awaits(Instant due) {
        return due.equals(nextProbeAt);
    }

    /** The platform has been asked again, and has not answered yet. */
    boolean isBreached() {
        return status.equals("BREACHED");
    }

    BlockVerified verified(Instant at, String evidence) {
        return new BlockVerified(
                request.caseId(), request.blockId(), request.listingId(), Step.CHECKOUT.name(), at, evidence);
    }

    BlockBreached breached(Step hole, Instant at, String evidence) {
        return breached(hole.name(), at, evidence);
    }

    /** Somebody has bought. */
    BlockBreached sold(String orderId, int lineNo, Instant at) {
        return breached(SOLD, at, "order %s line %d".formatted(orderId, lineNo));
    }

    private BlockBreached breached(String probe, Instant at, String evidence) {
        return new BlockBreached(request.caseId(), request.blockId(), request.listingId(), probe, at, evidence);
    }
}
