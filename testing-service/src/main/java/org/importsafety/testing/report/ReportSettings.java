package org.importsafety.testing.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What can be set about reports. */
@ConfigMapping(prefix = "testing")
interface ReportSettings {
    /** Whether a final report counts only once another person of the laboratory, or an officer, has confirmed it. */
    @WithDefault("false")
    boolean secondPersonCheck();
}
