package org.importsafety.enforcement.release;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.importsafety.enforcement.block.LockedBlocks;
import org.importsafety.enforcement.release.RenewBlock.Outcome;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.rest.Problem;
import org.importsafety.rest.TextField;

/** A block that is asked for again. */
@Path("/blocks/{id}/renewal")
class RenewalResource {
    private final RenewBlock renewBlock;
    private final LockedBlocks blocks;
    private final JsonWebToken token;

    RenewalResource(RenewBlock renewBlock, LockedBlocks blocks, JsonWebToken token) {
        this.renewBlock = renewBlock;
        this.blocks = blocks;
        this.token = token;
    }

    record RenewalBody(String reason) {}

    @POST
    @RolesAllowed("officer")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SaleBlocked.class)))
    @APIResponse(responseCode = "404")
    @APIResponse(responseCode = "409")
    @APIResponse(responseCode = "422")
    public Uni<Response> renew(String id, RenewalBody body) {
        String reason = body == null ? null : body.reason();
        return ReleaseResource.onBlock(blocks, id, TextField.required("reason", reason), blockId -> renewBlock
                .renew(blockId, reason, token.getSubject())
                .map(RenewalResource::answer));
    }

    private static Response answer(Outcome outcome) {
        if (outcome instanceof Outcome.Renewed renewed) {
            return Response.status(201).entity(renewed.request()).build();
        }
        Outcome.Refused refused = (Outcome.Refused) outcome;
        return Problem.conflict(refused.why(), refused.allowed());
    }
}
