package org.importsafety.sandbox.platform;

import java.math.BigDecimal;
import org.importsafety.sandbox.Draw;

/** Which requests to block get no answer: half of the listings' first ones where the fault is on; who is asked again is answered. */
record Silence(boolean on, long seed) {

    private static final BigDecimal SHARE = new BigDecimal("0.5");

    boolean covers(BlockRequest request) {
        return on
                && request.attempt() == 1
                && Draw.of(seed, request.listingId(), "silence").happens(SHARE);
    }
}
