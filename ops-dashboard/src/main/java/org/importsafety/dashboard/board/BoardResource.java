package org.importsafety.dashboard.board;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.importsafety.dashboard.view.View;
import org.importsafety.rest.Problem;

/** The month at a glance, for everybody: how much of it depends on who asks. */
@Path("/api/board")
@PermitAll
class BoardResource {
    private final ReadBoard readBoard;
    private final SecurityIdentity caller;

    BoardResource(ReadBoard readBoard, SecurityIdentity caller) {
        this.readBoard = readBoard;
        this.caller = caller;
    }

    @GET
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Board.class)))
    @APIResponse(responseCode = "404")
    public Uni<Response> board(@QueryParam("month") String month) {
        return readBoard
                .read(View.of(caller), month)
                .map(board -> board == null
                        ? Problem.status(404, "No month " + month)
                        : Response.ok(board).build());
    }
}
