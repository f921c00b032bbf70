package org.importsafety.testing.report;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;
import org.importsafety.testing.report.WaitingCases.WaitingCase;

/** The cases that wait for a person, and what for. */
@Path("/cases")
class WaitingResource {
    private final Mutiny.SessionFactory sessions;

    WaitingResource(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @GET
    @RolesAllowed({"officer", "auditor"})
    public Uni<Response> list(
            @QueryParam("waiting") String waiting,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        if (!"officer".equals(waiting)) {
            return Uni.createFrom().item(Problem.badRequest("waiting", "must be officer"));
        }
        int size = Page.limit(limit);
        return sessions.withSession(session -> new WaitingCases(session).page(after == null ? "" : after, size + 1))
                .map(cases ->
                        Response.ok(Page.of(cases, size, WaitingCase::caseId)).build());
    }
}
