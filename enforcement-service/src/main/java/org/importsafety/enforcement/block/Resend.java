package org.importsafety.enforcement.block;

import java.time.Duration;
import java.time.Instant;
import org.importsafety.events.BlockListEvent.BlockListed;
import org.importsafety.events.EnforcementEvent.SaleBlocked;

/**
 * The platform is asked once more for a block that is in force: the same block since the same instant, for the same
 * reasons, with a new time limit.
 *
 * @param listed the entry of the block list that tells the same
 */
public record Resend(SaleBlocked request, BlockListed listed) {
    public static Resend of(SaleBlocked it, Instant now, Duration respondWithin) {
        SaleBlocked request = new SaleBlocked(
                it.caseId(),
                it.blockId(),
                it.listingId(),
                it.skus(),
                it.sellerId(),
                it.gtin(),
                it.actions(),
                it.territory(),
                it.ground(),
                it.severity(),
                it.nonconformities(),
                it.lab(),
                it.reportNo(),
                it.automated(),
                it.blockedAt(),
                now.plus(respondWithin),
                it.attempt() + 1,
                it.refundFrom(),
                it.parentBlockId());
        return new Resend(request, Block.listed(request));
    }
}
