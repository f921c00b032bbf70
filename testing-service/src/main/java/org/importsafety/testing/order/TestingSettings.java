package org.importsafety.testing.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What can be set in this service. */
@ConfigMapping(prefix = "testing")
interface TestingSettings {
    /** Working days that a laboratory has for an order. */
    @WithDefault("10")
    int dueWorkingDays();
}
