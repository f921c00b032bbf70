package org.importsafety.enforcement.release;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.importsafety.enforcement.block.LockedBlocks;
import org.importsafety.enforcement.release.AppealResource.AppealView;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Problem;
import org.importsafety.rest.TextField;

/** Where a seller's appeal against a block comes in, by the platform that knows the seller. */
@Path("/blocks/{id}/appeals")
class BlockAppealsResource {
    private static final int LONGEST_ID = 64;

    private final HearAppeal hearAppeal;
    private final LockedBlocks blocks;
    private final JsonWebToken token;

    BlockAppealsResource(HearAppeal hearAppeal, LockedBlocks blocks, JsonWebToken token) {
        this.hearAppeal = hearAppeal;
        this.blocks = blocks;
        this.token = token;
    }

    /** @param by opaque, null: the listing's seller @param evidence in words or as a link, or null */
    record AppealBody(String reason, String by, String evidence) {
        List<FieldError> errors() {
            List<FieldError> errors = new ArrayList<>(TextField.required("reason", reason));
            errors.addAll(TextField.optional("by", by, LONGEST_ID));
            errors.addAll(TextField.optional("evidence", evidence));
            return errors;
        }
    }

    @POST
    @RolesAllowed("platform")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = AppealView.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AppealView.class)))
    @APIResponse(responseCode = "404")
    @APIResponse(responseCode = "409")
    @APIResponse(responseCode = "422")
    public Uni<Response> open(String id, AppealBody body) {
        if (body == null) {
            return Uni.createFrom().item(Problem.badRequest("body", "is missing"));
        }
        return ReleaseResource.onBlock(blocks, id, body.errors(), blockId -> hearAppeal
                .open(blockId, body.by(), body.reason(), body.evidence(), token.getSubject())
                .map(step -> AppealResource.answer(step, 201)));
    }
}
