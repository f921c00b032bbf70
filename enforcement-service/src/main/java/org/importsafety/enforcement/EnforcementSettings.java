package org.importsafety.enforcement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** How sales are blocked. Times are programme time. */
@ConfigMapping(prefix = "enforcement")
public interface EnforcementSettings {
    /** How long the platform has to answer the first request to block; working time, unless the block is critical. */
    @WithDefault("24h")
    Duration respondWithin();

    /** It has twice as long each time that it is asked again in vain, but never longer than this. */
    @WithDefault("96h")
    Duration respondWithinAtMost();

    /**
     * Who is told of a silent platform, each after so many missed deadlines: PLATFORM_CONTACT, ASSOCIATION_OFFICER,
     * AUTHORITY.
     */
    Map<String, Integer> escalation();

    /** For how long after a block the seller may dispute it. */
    @WithDefault("14d")
    Duration appealWindow();

    /** How long a listing may be held without a block. */
    @WithDefault("30d")
    Duration longestHold();

    /** From which likeness to a blocked product, 0 to 100, a person is asked whether a listing is the same. */
    @WithDefault("70")
    int suspicionThreshold();
}
