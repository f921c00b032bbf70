package org.importsafety.dashboard;

import io.smallrye.config.ConfigMapping;

/** What the page has to know of the installation. All are addresses as a browser reaches them, without a path. */
@ConfigMapping(prefix = "dashboard")
public interface DashboardSettings {
    /** The services that the page calls with the user's own token. */
    Services services();

    /** The platform's shop, for a link. */
    String shop();

    /** One address each. */
    interface Services {
        /** Campaigns and selections. */
        String selection();

        /** Test orders and reports. */
        String testing();

        /** Blocks and the public register. */
        String enforcement();

        /** Refund cases and refunds. */
        String refund();
    }
}
