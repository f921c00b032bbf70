package org.importsafety.enforcement.release;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.importsafety.enforcement.block.LockedBlocks;
import org.importsafety.enforcement.release.Release.Decision;
import org.importsafety.enforcement.release.Release.Step;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Problem;
import org.importsafety.rest.TextField;

/** The release of a block by two people: asked for, approved or withdrawn. */
@Path("/blocks/{id}/release")
class ReleaseResource {
    private final ReleaseBlock releaseBlock;
    private final LockedBlocks blocks;
    private final JsonWebToken token;

    ReleaseResource(ReleaseBlock releaseBlock, LockedBlocks blocks, JsonWebToken token) {
        this.releaseBlock = releaseBlock;
        this.blocks = blocks;
        this.token = token;
    }

    record ReleaseBody(String cause, String reason) {
        List<FieldError> errors() {
            List<FieldError> errors = new ArrayList<>();
            if (Arrays.stream(Release.Cause.values())
                    .noneMatch(known -> known.name().equals(cause))) {
                errors.add(new FieldError("cause", "must be one of " + Arrays.toString(Release.Cause.values())));
            }
            errors.addAll(TextField.required("reason", reason));
            return errors;
        }
    }

    record ReasonBody(String reason) {}

    /** @param approved null until a second person says so */
    record ReleaseView(String blockId, Release.Cause cause, String reason, Decision requested, Decision approved) {}

    @GET
    @RolesAllowed({"officer", "approver", "auditor"})
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    @APIResponse(responseCode = "404")
    public Uni<Response> get(String id) {
        return of(id, List.of(), blockId -> releaseBlock
                .find(blockId)
                .map(found -> found == null
                        ? Problem.status(404, "Nobody has asked to release the block")
                        : Response.ok(view(id, found)).build()));
    }

    @POST
    @RolesAllowed("officer")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    @APIResponse(responseCode = "404")
    @APIResponse(responseCode = "409")
    @APIResponse(responseCode = "422")
    public Uni<Response> request(String id, ReleaseBody body) {
        if (body == null) {
            return Uni.createFrom().item(Problem.badRequest("body", "is missing"));
        }
        return of(id, body.errors(), blockId -> releaseBlock
                .request(blockId, Release.Cause.valueOf(body.cause()), body.reason(), token.getSubject())
                .map(step -> answer(id, step, 201)));
    }

    @POST
    @Path("/approval")
    @RolesAllowed("approver")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    @APIResponse(responseCode = "403", description = "The same person asked for it")
    @APIResponse(responseCode = "404")
    @APIResponse(responseCode = "409")
    public Uni<Response> approve(String id, ReasonBody body) {
        String reason = body == null ? null : body.reason();
        return of(id, TextField.optional("reason", reason), blockId -> releaseBlock
                .approve(blockId, reason, token.getSubject())
                .map(step -> answer(id, step, 200)));
    }

    @DELETE
    @RolesAllowed("officer")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    @APIResponse(responseCode = "404")
    @APIResponse(responseCode = "409")
    public Uni<Response> withdraw(String id, @QueryParam("reason") String reason) {
        return of(id, TextField.optional("reason", reason), blockId -> releaseBlock
                .withdraw(blockId, reason, token.getSubject())
                .map(step -> answer(id, step, 200)));
    }

    private Uni<Response> of(String id, List<FieldError> errors, Function<UUID, Uni<Response>> work) {
        return onBlock(blocks, id, errors, work);
    }

    /** What is asked of a block that is there, in fields that are right. */
    static Uni<Response> onBlock(
            LockedBlocks blocks, String id, List<FieldError> errors, Function<UUID, Uni<Response>> work) {
        UUID blockId;
        try {
            blockId = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().item(unknown(id));
        }
        return blocks.exists(blockId).chain(exists -> {
            if (!exists) {
                return Uni.createFrom().item(unknown(id));
            }
            return errors.isEmpty() ? work.apply(blockId) : Uni.createFrom().item(Problem.invalid(errors));
        });
    }

    private static Response unknown(String id) {
        return Problem.status(404, "There is no block " + id);
    }

    private static Response answer(String id, Step step, int done) {
        if (step instanceof Step.Taken taken) {
            return Response.status(taken.isNew() ? done : 200)
                    .entity(view(id, taken.release()))
                    .build();
        }
        if (step instanceof Step.Refused refused) {
            return Problem.conflict(refused.why(), refused.allowed());
        }
        return Problem.status(403, "You asked for this release yourself: another person has to approve it");
    }

    private static ReleaseView view(String id, Release it) {
        return new ReleaseView(id, it.cause(), it.reason(), it.requested(), it.approved());
    }
}
