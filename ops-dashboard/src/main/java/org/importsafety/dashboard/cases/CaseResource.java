package org.importsafety.dashboard.cases;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
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
import org.importsafety.dashboard.cases.ReadCase.Shown;
import org.importsafety.dashboard.view.View;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Problem;

/** One case and its history. What the public must not know of does not exist for it. */
@Path("/api/cases")
@PermitAll
class CaseResource {
    private final ReadCase readCase;
    private final SecurityIdentity caller;

    CaseResource(ReadCase readCase, SecurityIdentity caller) {
        this.readCase = readCase;
        this.caller = caller;
    }

    @GET
    @Path("/{caseId}")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class)))
    @APIResponse(responseCode = "404")
    @APIResponse(responseCode = "422")
    public Uni<Response> find(@PathParam("caseId") String caseId, @QueryParam("after") String after) {
        if (caseId.indexOf('\0') >= 0) {
            return Uni.createFrom().item(unknown(caseId)); // PostgreSQL would not take it
        }
        UUID from = null;
        if (after != null) {
            try {
                from = UUID.fromString(after);
            } catch (IllegalArgumentException e) {
                return Uni.createFrom()
                        .item(Problem.invalid(List.of(new FieldError("after", "not the id of an event"))));
            }
        }
        return readCase.read(View.of(caller), caseId, from)
                .map(found ->
                        found == null ? unknown(caseId) : Response.ok(found).build());
    }

    private static Response unknown(String caseId) {
        return Problem.status(404, "No case " + caseId);
    }
}
