package org.importsafety.enforcement.hold;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.hold.Hold.Decision;
import org.importsafety.enforcement.hold.Hold.End;
import org.importsafety.enforcement.hold.Hold.Step;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;
import org.importsafety.rest.TextField;

/** Listings that are off sale for the time being. */
@Path("/holds")
class HoldResource {
    private static final String HOME = "KR";

    private final Mutiny.SessionFactory sessions;
    private final Holds holds;
    private final HoldSale holdSale;
    private final JsonWebToken token;

    HoldResource(Mutiny.SessionFactory sessions, Holds holds, HoldSale holdSale, JsonWebToken token) {
        this.sessions = sessions;
        this.holds = holds;
        this.holdSale = holdSale;
        this.token = token;
    }

    /** @param territory null: KR */
    record HoldBody(String listingId, String reason, Instant until, String territory) {
        List<FieldError> errors() {
            List<FieldError> errors = new ArrayList<>(TextField.required("reason", reason));
            if (listingId == null || !listingId.matches("[A-Za-z0-9._-]{1,64}")) {
                errors.add(new FieldError("listingId", "must be a listing's id"));
            }
            if (until == null) {
                errors.add(new FieldError("until", "is missing: a hold has an end"));
            }
            if (territory != null && !territory.matches("[A-Z]{2}")) {
                errors.add(new FieldError("territory", "must be an ISO 3166-1 code of two letters"));
            }
            return errors;
        }
    }

    record EndBody(String reason) {}

    /** @param open it is in force @param end how it ended before its time, or null */
    record HoldView(
            UUID holdId,
            String listingId,
            String reason,
            Instant until,
            String territory,
            boolean open,
            Decision held,
            End end) {
        static HoldView of(Hold hold, Instant now) {
            return new HoldView(
                    hold.holdId(),
                    hold.listingId(),
                    hold.reason(),
                    hold.until(),
                    hold.territory(),
                    hold.isOpen(now),
                    hold.held(),
                    hold.end());
        }
    }

    record HoldPage(List<HoldView> items, String next) {}

    @GET
    @RolesAllowed({"officer", "auditor", "platform"})
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HoldPage.class)))
    @APIResponse(responseCode = "400")
    public Uni<Response> list(
            @QueryParam("open") String open, @QueryParam("limit") Integer limit, @QueryParam("after") String after) {
        if (open != null && !open.matches("true|false")) {
            return Uni.createFrom().item(Problem.badRequest("open", "must be true or false"));
        }
        int size = Page.limit(limit);
        Instant now = holdSale.now();
        long before = Page.after(after, Long.MAX_VALUE);
        Boolean which = open == null ? null : Boolean.valueOf(open);
        return sessions.withSession(session -> holds.page(session, which, now, before, size + 1))
                .map(found -> Page.of(found, size, numbered -> String.valueOf(numbered.no())))
                .map(page -> Response.ok(page.map(numbered -> HoldView.of(numbered.hold(), now)))
                        .build());
    }

    @POST
    @RolesAllowed("officer")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = HoldView.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HoldView.class)))
    @APIResponse(responseCode = "409")
    @APIResponse(responseCode = "422")
    public Uni<Response> place(HoldBody body) {
        if (body == null) {
            return Uni.createFrom().item(Problem.badRequest("body", "is missing"));
        }
        List<FieldError> errors = body.errors();
        if (!errors.isEmpty()) {
            return Uni.createFrom().item(Problem.invalid(errors));
        }
        String territory = body.territory() == null ? HOME : body.territory();
        Instant until = body.until().truncatedTo(ChronoUnit.MILLIS);
        return holdSale.place(body.listingId(), body.reason(), until, territory, token.getSubject())
                .map(step -> answer(step, 201));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed("officer")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HoldView.class)))
    @APIResponse(responseCode = "404")
    @APIResponse(responseCode = "409")
    @APIResponse(responseCode = "422")
    public Uni<Response> end(String id, EndBody body) {
        List<FieldError> errors = TextField.required("reason", body == null ? null : body.reason());
        if (!errors.isEmpty()) {
            return Uni.createFrom().item(Problem.invalid(errors));
        }
        UUID holdId;
        try {
            holdId = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().item(unknown(id));
        }
        return holdSale.end(holdId, body.reason(), token.getSubject())
                .map(step -> step == null ? unknown(id) : answer(step, 200));
    }

    private Response answer(Step step, int done) {
        if (step instanceof Step.Taken taken) {
            return Response.status(taken.isNew() ? done : 200)
                    .entity(HoldView.of(taken.hold(), holdSale.now()))
                    .build();
        }
        if (step instanceof Step.Invalid invalid) {
            return Problem.invalid(List.of(new FieldError(invalid.field(), invalid.why())));
        }
        Step.Refused refused = (Step.Refused) step;
        return Problem.conflict(refused.why(), refused.allowed());
    }

    private static Response unknown(String id) {
        return Problem.status(404, "There is no hold " + id);
    }
}
