package org.importsafety.selection.campaign;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the monthly campaign. */
@ConfigMapping(prefix = "campaign")
interface CampaignSettings {
    Schedule schedule();

    /** The close by the calendar. */
    interface Schedule {
        /** Whether an open campaign is closed by itself on the 4th of the following month, 09:00 Asia/Seoul. */
        @WithDefault("false")
        boolean enabled();
    }
}
