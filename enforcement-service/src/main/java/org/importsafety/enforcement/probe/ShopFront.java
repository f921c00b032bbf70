package org.importsafety.enforcement.probe;

import io.smallrye.mutiny.Uni;

/** The platform's shop as anybody meets it, without any right of ours. Nothing is ever bought. */
interface ShopFront {
    /** Whatever goes wrong on the way is {@link Look.Result#UNCLEAR}; it does not fail. */
    Uni<Look> look(Step step, String listingId);
}
