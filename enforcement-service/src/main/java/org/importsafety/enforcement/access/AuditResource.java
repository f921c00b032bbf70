package org.importsafety.enforcement.access;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.access.Audit.Entry;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;

/** Who decided what and was refused what, the newest first. */
@Path("/audit")
class AuditResource {
    private final Mutiny.SessionFactory sessions;

    AuditResource(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    record AuditPage(List<Entry> items, String next) {}

    @GET
    @RolesAllowed({"officer", "auditor"})
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AuditPage.class)))
    @APIResponse(responseCode = "400")
    public Uni<Response> list(
            @QueryParam("subject") String subject,
            @QueryParam("action") String action,
            @QueryParam("actor") String actor,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        Map<String, String> equal = new HashMap<>();
        equal.put("subject", subject);
        equal.put("action", action);
        equal.put("actor", actor);
        equal.values().removeIf(value -> value == null);
        for (var filter : equal.entrySet()) {
            if (filter.getValue().indexOf('\0') >= 0) {
                return Uni.createFrom().item(Problem.badRequest(filter.getKey(), "must be text"));
            }
        }
        long before = Page.after(after, Long.MAX_VALUE);
        int size = Page.limit(limit);
        return sessions.withSession(session -> new Audit(session).page(before, equal, size + 1))
                .map(entries -> Response.ok(Page.of(entries, size, entry -> String.valueOf(entry.entryId())))
                        .build());
    }
}
