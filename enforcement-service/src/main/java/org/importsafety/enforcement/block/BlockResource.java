package org.importsafety.enforcement.block;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.importsafety.enforcement.block.Answer.Reading;
import org.importsafety.enforcement.block.Blocks.BlockView;
import org.importsafety.enforcement.block.RecordAnswer.Outcome;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;

/** Blocks and where they stand; and the way to answer for a platform without Kafka. */
@Path("/blocks")
class BlockResource {
    private static final Set<String> STATUSES =
            Set.of("REQUESTED", "CONFIRMED", "INCOMPLETE", "VERIFIED", "BREACHED", "RELEASED");

    private final Blocks blocks;
    private final RecordAnswer recordAnswer;

    BlockResource(Blocks blocks, RecordAnswer recordAnswer) {
        this.blocks = blocks;
        this.recordAnswer = recordAnswer;
    }

    /** @param reportId the platform's own id of the answer; without it the content says whether it is the same again */
    record Report(String status, List<String> skus, Instant reportedAt, String note, String reportId) {}

    /** @param status where the block stands after the answer */
    record Receipt(String blockId, String reportId, String status) {}

    record BlockPage(List<BlockView> items, String next) {}

    @GET
    @RolesAllowed({"officer", "auditor", "platform"})
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BlockPage.class)))
    public Uni<Response> list(
            @QueryParam("status") String status,
            @QueryParam("overdue") String overdue,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        if (status != null && !STATUSES.contains(status)) {
            return answer(Problem.badRequest(
                    "status", "must be one of " + STATUSES.stream().sorted().toList()));
        }
        if (overdue != null && !Set.of("true", "false").contains(overdue)) {
            return answer(Problem.badRequest("overdue", "must be true or false"));
        }
        if (after != null && after.indexOf('\0') >= 0) {
            return answer(Problem.badRequest("after", "is no case id"));
        }
        int size = Page.limit(limit);
        return blocks.list(status, overdue == null ? null : Boolean.valueOf(overdue), after, size + 1)
                .map(found -> Response.ok(
                                Page.of(found, size, block -> block.request().caseId()))
                        .build());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"officer", "auditor", "platform"})
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BlockView.class)))
    @APIResponse(responseCode = "404")
    public Uni<Response> get(@PathParam("id") String id) {
        return find(id).map(block ->
                block == null ? unknown(id) : Response.ok(block).build());
    }

    @POST
    @Path("/{id}/reports")
    @RolesAllowed("platform")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Receipt.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Receipt.class)))
    @APIResponse(responseCode = "404")
    @APIResponse(responseCode = "409")
    @APIResponse(responseCode = "422")
    public Uni<Response> report(@PathParam("id") String id, Report report) {
        if (report == null) {
            return answer(Problem.badRequest("body", "is missing"));
        }
        var reading =
                Answer.read(report.reportId(), report.status(), report.skus(), report.reportedAt(), report.note());
        if (reading instanceof Reading.Invalid invalid) {
            var errors = invalid.problems().entrySet().stream()
                    .map(problem -> new FieldError(problem.getKey(), problem.getValue()))
                    .toList();
            return find(id).map(block -> block == null ? unknown(id) : Problem.invalid(errors));
        }
        UUID blockId = uuid(id);
        if (blockId == null) {
            return answer(unknown(id));
        }
        Answer answer = ((Reading.Read) reading).answer();
        return recordAnswer.record(blockId, answer).map(outcome -> response(id, answer, outcome));
    }

    private static Response response(String id, Answer answer, Outcome outcome) {
        if (outcome instanceof Outcome.Recorded recorded) {
            return Response.status(201)
                    .entity(new Receipt(id, answer.reportId(), recorded.status()))
                    .build();
        }
        if (outcome instanceof Outcome.Repeated repeated) {
            return Response.ok(new Receipt(id, answer.reportId(), repeated.status()))
                    .build();
        }
        if (outcome instanceof Outcome.Contradicting) {
            return Problem.conflict("Report " + answer.reportId() + " was given before with other content", null);
        }
        return unknown(id);
    }

    private Uni<BlockView> find(String id) {
        UUID blockId = uuid(id);
        return blockId == null ? Uni.createFrom().nullItem() : blocks.find(blockId);
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

    private static Uni<Response> answer(Response response) {
        return Uni.createFrom().item(response);
    }
}
