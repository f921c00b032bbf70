package org.importsafety.enforcement.release;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.access.DecisionBody;
import org.importsafety.enforcement.release.Appeal.Decision;
import org.importsafety.enforcement.release.Appeal.Status;
import org.importsafety.enforcement.release.Appeal.Step;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;

/** Appeals against blocks, and how they were decided. */
@Path("/appeals")
class AppealResource {
    private static final List<String> OUTCOMES = List.of(Status.UPHELD.name(), Status.REJECTED.name());

    private final Mutiny.SessionFactory sessions;
    private final Appeals appeals;
    private final HearAppeal hearAppeal;
    private final JsonWebToken token;

    AppealResource(Mutiny.SessionFactory sessions, Appeals appeals, HearAppeal hearAppeal, JsonWebToken token) {
        this.sessions = sessions;
        this.appeals = appeals;
        this.hearAppeal = hearAppeal;
        this.token = token;
    }

    /** @param decision null while it is open */
    record AppealView(
            UUID appealId,
            UUID blockId,
            String caseId,
            String listingId,
            String by,
            String reason,
            String evidence,
            Instant openedAt,
            Status status,
            Decision decision) {
        static AppealView of(Appeal it) {
            return new AppealView(
                    it.appealId(),
                    it.blockId(),
                    it.caseId(),
                    it.listingId(),
                    it.by(),
                    it.reason(),
                    it.evidence(),
                    it.openedAt(),
                    it.status(),
                    it.decision());
        }
    }

    record AppealPage(List<AppealView> items, String next) {}

    @GET
    @RolesAllowed({"officer", "auditor", "platform"})
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AppealPage.class)))
    @APIResponse(responseCode = "400")
    public Uni<Response> list(
            @QueryParam("status") String status,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        if (status != null
                && Arrays.stream(Status.values())
                        .noneMatch(known -> known.name().equals(status))) {
            return Uni.createFrom()
                    .item(Problem.badRequest("status", "must be one of " + Arrays.toString(Status.values())));
        }
        int size = Page.limit(limit);
        Status which = status == null ? null : Status.valueOf(status);
        long before = Page.after(after, Long.MAX_VALUE);
        return sessions.withSession(session -> appeals.page(session, which, before, size + 1))
                .map(found -> Page.of(found, size, numbered -> String.valueOf(numbered.no())))
                .map(page -> Response.ok(page.map(numbered -> AppealView.of(numbered.appeal())))
                        .build());
    }

    @POST
    @Path("/{id}/decision")
    @RolesAllowed("officer")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AppealView.class)))
    @APIResponse(responseCode = "404")
    @APIResponse(responseCode = "409")
    @APIResponse(responseCode = "422")
    public Uni<Response> decide(String id, DecisionBody body) {
        if (body == null) {
            return Uni.createFrom().item(Problem.badRequest("body", "is missing"));
        }
        List<FieldError> errors = body.errors(OUTCOMES);
        if (!errors.isEmpty()) {
            return Uni.createFrom().item(Problem.invalid(errors));
        }
        UUID appealId;
        try {
            appealId = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().item(unknown(id));
        }
        return hearAppeal
                .decide(appealId, Status.valueOf(body.decision()), body.reason(), token.getSubject())
                .map(step -> step == null ? unknown(id) : answer(step, 200));
    }

    static Response answer(Step step, int done) {
        if (step instanceof Step.Taken taken) {
            return Response.status(taken.isNew() ? done : 200)
                    .entity(AppealView.of(taken.appeal()))
                    .build();
        }
        Step.Refused refused = (Step.Refused) step;
        return Problem.conflict(refused.why(), refused.allowed());
    }

    private static Response unknown(String id) {
        return Problem.status(404, "There is no appeal " + id);
    }
}
