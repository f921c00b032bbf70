package org.importsafety.enforcement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How sales are blocked. Times are programme time. */
@ConfigMapping(prefix = "enforcement")
public interface EnforcementSettings {
    /** How long the platform has to answer a request to block. */
    @WithDefault("24h")
    Duration respondWithin();

    /** For how long after a block the seller may dispute it. */
    @WithDefault("14d")
    Duration appealWindow();

    /** How long a listing may be held without a block. */
    @WithDefault("30d")
    Duration longestHold();
}
