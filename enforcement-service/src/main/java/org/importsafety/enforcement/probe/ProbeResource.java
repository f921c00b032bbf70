package org.importsafety.enforcement.probe;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.importsafety.enforcement.probe.Probes.Run;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;

/** What was found out about a block beside the platform's word; not for the platform, which is the one that is looked at. */
@Path("/blocks/{id}/probes")
class ProbeResource {
    private final Probes probes;

    ProbeResource(Probes probes) {
        this.probes = probes;
    }

    record RunPage(List<Run> items, String next) {}

    @GET
    @RolesAllowed({"officer", "auditor"})
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RunPage.class)))
    @APIResponse(responseCode = "400")
    @APIResponse(responseCode = "404")
    public Uni<Response> list(
            @PathParam("id") String id, @QueryParam("limit") Integer limit, @QueryParam("after") String after) {
        if (after != null && after.indexOf('\0') >= 0) {
            return Uni.createFrom().item(Problem.badRequest("after", "must be the next of an earlier page"));
        }
        UUID blockId = uuid(id);
        if (blockId == null) {
            return Uni.createFrom().item(unknown(id));
        }
        int size = Page.limit(limit);
        return probes.list(blockId, after == null ? "" : after, size + 1)
                .map(runs -> runs == null
                        ? unknown(id)
                        : Response.ok(Page.of(runs, size, Run::key)).build());
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Response unknown(String id) {
        return Problem.status(404, "There is no block " + id);
    }
}
