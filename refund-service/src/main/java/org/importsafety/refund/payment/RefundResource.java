package org.importsafety.refund.payment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.importsafety.refund.payment.ManualSettlement.Step;
import org.importsafety.refund.payment.ManualSettlement.Way;
import org.importsafety.refund.payment.Refund.State;
import org.importsafety.refund.payment.Refunds.Shown;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;
import org.importsafety.rest.TextField;

/** All refunds, by id, and what a person does about those that the provider does not pay. */
@Path("/refunds")
class RefundResource {
    private static final String MANUAL = "MANUAL";

    private final Refunds refunds;
    private final SettleByHand settleByHand;
    private final JsonWebToken token;

    RefundResource(Refunds refunds, SettleByHand settleByHand, JsonWebToken token) {
        this.refunds = refunds;
        this.settleByHand = settleByHand;
        this.token = token;
    }

    record SettlementBody(String way, String reference) {
        List<FieldError> errors() {
            List<FieldError> errors = new ArrayList<>();
            if (Arrays.stream(Way.values()).noneMatch(known -> known.name().equals(way))) {
                errors.add(new FieldError("way", "must be one of " + Arrays.toString(Way.values())));
            }
            errors.addAll(TextField.required("reference", reference));
            return errors;
        }
    }

    record SettlementView(UUID refundId, ManualSettlement settlement) {}

    @POST
    @Path("/{refundId}/manual-settlement")
    @RolesAllowed("officer")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SettlementView.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SettlementView.class)))
    @APIResponse(responseCode = "404")
    @APIResponse(responseCode = "409")
    @APIResponse(responseCode = "422")
    public Uni<Response> settle(@PathParam("refundId") String id, SettlementBody body) {
        UUID refundId;
        try {
            refundId = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().item(unknown(id));
        }
        SettlementBody asked = body == null ? new SettlementBody(null, null) : body;
        List<FieldError> errors = asked.errors();
        return errors.isEmpty()
                ? settleByHand
                        .settle(refundId, Way.valueOf(asked.way()), asked.reference(), token.getSubject())
                        .map(step -> answer(refundId, step))
                : Uni.createFrom().item(Problem.invalid(errors));
    }

    private static Response answer(UUID refundId, Step step) {
        if (step == null) {
            return unknown(refundId.toString());
        }
        if (step instanceof Step.Refused refused) {
            return Problem.conflict(refused.why(), refused.allowed());
        }
        Step.Taken taken = (Step.Taken) step;
        return Response.status(taken.isNew() ? 201 : 200)
                .entity(new SettlementView(refundId, taken.settlement()))
                .build();
    }

    private static Response unknown(String id) {
        return Problem.status(404, "There is no refund " + id);
    }

    /** @param state of a refund, or MANUAL: those that a person has to look at */
    @GET
    @RolesAllowed({"officer", "approver", "auditor"})
    public Uni<Response> list(
            @QueryParam("state") String state,
            @QueryParam("caseId") String caseId,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        State wanted = null;
        boolean manual = MANUAL.equals(state);
        if (state != null && !manual) {
            wanted = Arrays.stream(State.values())
                    .filter(it -> it.name().equals(state))
                    .findFirst()
                    .orElse(null);
            if (wanted == null) {
                return refused("state", "one of " + Arrays.toString(State.values()) + " or " + MANUAL);
            }
        }
        UUID from = null;
        if (after != null) {
            try {
                from = UUID.fromString(after);
            } catch (IllegalArgumentException e) {
                return refused("after", "not the id of a refund");
            }
        }
        int size = Page.limit(limit);
        var found = manual ? refunds.listManual(caseId, from, size + 1) : refunds.list(wanted, caseId, from, size + 1);
        return found.map(rows -> Response.ok(
                        Page.<Shown>of(rows, size, refund -> refund.refundId().toString()))
                .build());
    }

    private static Uni<Response> refused(String field, String message) {
        return Uni.createFrom().item(Problem.badRequest(field, message));
    }
}
