package org.importsafety.enforcement.block;

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
    public static Resend of(SaleBlocked it, Instant now, Deadline deadline) {
        SaleBlocked request = Block.again(it, deadline.of(it.severity(), now, 0));
        return new Resend(request, Block.listed(request));
    }
}
