package org.importsafety.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.importsafety.messaging.ParkedEvents.Parked;
import org.importsafety.rest.Page;

/** The records that this service put aside. */
@Path("/parked-events")
class ParkedEventsResource {
    private final ParkedEvents parked;

    ParkedEventsResource(ParkedEvents parked) {
        this.parked = parked;
    }

    @GET
    @RolesAllowed("officer")
    public Uni<Page<Parked>> list(@QueryParam("limit") Integer limit, @QueryParam("after") UUID after) {
        int size = Page.limit(limit);
        return parked.list(after, size + 1)
                .map(rows -> Page.of(rows, size, row -> row.parkedId().toString()));
    }
}
