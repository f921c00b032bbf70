package org.importsafety.refund.interest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.importsafety.refund.interest.InterestPayment.Step;
import org.importsafety.refund.interest.InterestPayments.Shown;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;
import org.importsafety.rest.TextField;

/** Which refunds of a case owe interest, how much of it is paid, and the word that it is. */
@Path("/refund-cases/{caseId}/interest")
class InterestResource {
    private static final UUID FIRST = new UUID(0, 0);

    private final InterestPayments payments;
    private final PayInterest payInterest;
    private final JsonWebToken token;

    InterestResource(InterestPayments payments, PayInterest payInterest, JsonWebToken token) {
        this.payments = payments;
        this.payInterest = payInterest;
        this.token = token;
    }

    /** @param amount all that is owed and not paid, minor units */
    record PaymentBody(String reference, Long amount) {
        List<FieldError> errors() {
            List<FieldError> errors = new ArrayList<>(TextField.required("reference", reference));
            if (amount == null || amount <= 0) {
                errors.add(new FieldError("amount", "must be minor units, more than 0"));
            }
            return errors;
        }
    }

    record PaymentView(UUID refundId, InterestPayment payment) {}

    /** A case that there is not owes none. */
    @GET
    @RolesAllowed({"officer", "approver", "auditor"})
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "400")
    public Uni<Response> list(
            @PathParam("caseId") String caseId, @QueryParam("limit") Integer limit, @QueryParam("after") String after) {
        UUID from = after == null ? FIRST : uuid(after);
        if (from == null) {
            return Uni.createFrom().item(Problem.badRequest("after", "not the id of a refund"));
        }
        int size = Page.limit(limit);
        return payments.list(caseId, from, size + 1).map(rows -> Response.ok(
                        Page.<Shown>of(rows, size, shown -> shown.refundId().toString()))
                .build());
    }

    @POST
    @Path("/{refundId}/payment")
    @RolesAllowed("officer")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PaymentView.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PaymentView.class)))
    @APIResponse(responseCode = "404")
    @APIResponse(responseCode = "409")
    @APIResponse(responseCode = "422")
    public Uni<Response> pay(@PathParam("caseId") String caseId, @PathParam("refundId") String id, PaymentBody body) {
        UUID refundId = uuid(id);
        if (refundId == null) {
            return Uni.createFrom().item(none(id));
        }
        PaymentBody asked = body == null ? new PaymentBody(null, null) : body;
        List<FieldError> errors = asked.errors();
        return errors.isEmpty()
                ? payInterest
                        .pay(caseId, refundId, asked.reference(), asked.amount(), token.getSubject())
                        .map(step -> answer(refundId, step))
                : Uni.createFrom().item(Problem.invalid(errors));
    }

    private static Response answer(UUID refundId, Step step) {
        if (step == null) {
            return none(refundId.toString());
        }
        if (step instanceof Step.Refused refused) {
            return Problem.conflict(refused.why(), refused.allowed());
        }
        Step.Taken taken = (Step.Taken) step;
        return Response.status(taken.isNew() ? 201 : 200)
                .entity(new PaymentView(refundId, taken.payment()))
                .build();
    }

    private static Response none(String id) {
        return Problem.status(404, "No interest is owed of a refund " + id + " of this case");
    }

    /** @return null for what is none */
    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
