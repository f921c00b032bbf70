package org.importsafety.dashboard;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Where the page finds the services and the shop. */
@Path("/api/settings")
@PermitAll
class SettingsResource {
    private final DashboardSettings settings;

    SettingsResource(DashboardSettings settings) {
        this.settings = settings;
    }

    record Services(String selection, String testing, String enforcement, String refund) {}

    record Settings(Services services, String shop) {}

    @GET
    public Settings settings() {
        var at = settings.services();
        return new Settings(new Services(at.selection(), at.testing(), at.enforcement(), at.refund()), settings.shop());
    }
}
