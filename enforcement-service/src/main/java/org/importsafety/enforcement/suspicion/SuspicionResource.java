package org.importsafety.enforcement.suspicion;

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
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.access.DecisionBody;
import org.importsafety.enforcement.suspicion.Suspicion.Decision;
import org.importsafety.enforcement.suspicion.Suspicion.Status;
import org.importsafety.enforcement.suspicion.Suspicion.Step;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;

/** Listings that look like blocked products, and what people decided about them. */
@Path("/suspicions")
class SuspicionResource {
    private static final List<String> OUTCOMES = List.of(Status.RELISTING.name(), Status.UNRELATED.name());

    private final Mutiny.SessionFactory sessions;
    private final Suspicions suspicions;
    private final DecideSuspicion decideSuspicion;
    private final JsonWebToken token;

    SuspicionResource(
            Mutiny.SessionFactory sessions,
            Suspicions suspicions,
            DecideSuspicion decideSuspicion,
            JsonWebToken token) {
        this.sessions = sessions;
        this.suspicions = suspicions;
        this.decideSuspicion = decideSuspicion;
        this.token = token;
    }

    /** @param decision null while it is open */
    record SuspicionView(
            UUID suspicionId,
            String listingId,
            String title,
            UUID parentBlockId,
            String blockedListingId,
            String blockedTitle,
            int score,
            List<String> reasons,
            Instant suspectedAt,
            Status status,
            Decision decision) {
        static SuspicionView of(Suspicion it) {
            return new SuspicionView(
                    it.suspicionId(),
                    it.listingId(),
                    it.title(),
                    it.parentBlockId(),
                    it.blockedListingId(),
                    it.blockedTitle(),
                    it.score(),
                    it.reasons(),
                    it.suspectedAt(),
                    it.status(),
                    it.decision());
        }
    }

    record SuspicionPage(List<SuspicionView> items, String next) {}

    @GET
    @RolesAllowed({"officer", "auditor"})
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SuspicionPage.class)))
    @APIResponse(responseCode = "400")
    public Uni<Response> list(
            @QueryParam("status") String status,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        Optional<Status> which = status(status);
        if (status != null && which.isEmpty()) {
            return Uni.createFrom()
                    .item(Problem.badRequest("status", "must be one of " + Arrays.toString(Status.values())));
        }
        int size = Page.limit(limit);
        long before = Page.after(after, Long.MAX_VALUE);
        return sessions.withSession(session -> suspicions.page(session, which.orElse(null), before, size + 1))
                .map(found -> Page.of(found, size, numbered -> String.valueOf(numbered.no())))
                .map(page -> Response.ok(page.map(numbered -> SuspicionView.of(numbered.suspicion())))
                        .build());
    }

    @POST
    @Path("/{id}/decision")
    @RolesAllowed("officer")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SuspicionView.class)))
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
        UUID suspicionId;
        try {
            suspicionId = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().item(unknown(id));
        }
        return decideSuspicion
                .decide(suspicionId, Status.valueOf(body.decision()), body.reason(), token.getSubject())
                .map(step -> step == null ? unknown(id) : answer(step));
    }

    private static Optional<Status> status(String written) {
        return Arrays.stream(Status.values())
                .filter(known -> written != null && known.name().equals(written.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static Response answer(Step step) {
        if (step instanceof Step.Taken taken) {
            return Response.ok(SuspicionView.of(taken.suspicion())).build();
        }
        Step.Refused refused = (Step.Refused) step;
        return Problem.conflict(refused.why(), refused.allowed());
    }

    private static Response unknown(String id) {
        return Problem.status(404, "There is no suspicion " + id);
    }
}
