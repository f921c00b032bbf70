package org.importsafety.refund.access;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;

/** Who did what and was refused what, the newest first. */
@Path("/audit")
class AuditResource {
    private final Audit audit;

    AuditResource(Audit audit) {
        this.audit = audit;
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
        return audit.page(before, subject, action, actor, size + 1)
                .map(entries -> Response.ok(Page.of(entries, size, entry -> String.valueOf(entry.entryId())))
                        .build());
    }
}
