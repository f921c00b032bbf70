package org.importsafety.testing.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;

/** Programme time, which due dates are held against; where a month is played it is not the reader's own clock's. */
@Path("/clock")
class ClockResource {
    private final Clock clock;

    ClockResource(Clock clock) {
        this.clock = clock;
    }

    record Now(Instant now) {}

    @GET
    @PermitAll
    public Now get() {
        return new Now(clock.instant());
    }
}
