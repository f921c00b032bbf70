package org.importsafety.testing.access;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;

/** Who did what and was refused what, the newest first. */
@Path("/audit")
class AuditResource {
    private final Mutiny.SessionFactory sessions;

    AuditResource(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @GET
    @RolesAllowed({"officer", "auditor"})
    public Uni<Response> list(
            @QueryParam("subject") String subject,
            @QueryParam("action") String action,
            @QueryParam("actor") String actor,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        for (String filter : Arrays.asList(subject, action, actor)) {
            if (filter != null && filter.indexOf(0) >= 0) {
                return Uni.createFrom().item(Problem.badRequest("subject, action, actor", "must be text"));
            }
        }
        long before = Page.after(after, Long.MAX_VALUE);
        int size = Page.limit(limit);
        return sessions.withSession(session -> new Audit(session).page(before, subject, action, actor, size + 1))
                .map(entries -> Response.ok(Page.of(entries, size, entry -> String.valueOf(entry.entryId())))
                        .build());
    }
}
