package org.importsafety.refund.payment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Problem;
import org.importsafety.rest.TextField;

/** Whether the provider answers, and how fast it is asked. */
@Path("/payments")
class PaymentResource {
    private static final int FASTEST = 100_000;

    private final PaymentRate rate;
    private final SetPaymentRate setPaymentRate;
    private final PayRefunds payRefunds;
    private final JsonWebToken token;

    PaymentResource(PaymentRate rate, SetPaymentRate setPaymentRate, PayRefunds payRefunds, JsonWebToken token) {
        this.rate = rate;
        this.setPaymentRate = setPaymentRate;
        this.payRefunds = payRefunds;
        this.token = token;
    }

    record RateBody(Integer perSecond, String reason) {
        List<FieldError> errors() {
            List<FieldError> errors = new ArrayList<>();
            if (perSecond == null || perSecond < 0 || perSecond > FASTEST) {
                errors.add(new FieldError("perSecond", "must be 0 (no limit) to " + FASTEST));
            }
            errors.addAll(TextField.required("reason", reason));
            return errors;
        }
    }

    /** @param providerAnswers as this instance sees it @param nextTrial wall time; null while the provider answers */
    record Payments(boolean providerAnswers, Instant nextTrial, PaymentRate.Shown rate) {}

    @GET
    @RolesAllowed({"officer", "approver", "auditor"})
    public Uni<Payments> get() {
        Circuit circuit = payRefunds.circuit();
        return rate.read().map(shown -> new Payments(!circuit.isOpen(), circuit.until(), shown));
    }

    @PUT
    @Path("/rate")
    @RolesAllowed("officer")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PaymentRate.Shown.class)))
    @APIResponse(responseCode = "422")
    public Uni<Response> set(RateBody body) {
        RateBody asked = body == null ? new RateBody(null, null) : body;
        List<FieldError> errors = asked.errors();
        return errors.isEmpty()
                ? setPaymentRate
                        .set(asked.perSecond(), asked.reason(), token.getSubject())
                        .map(set -> Response.ok(set).build())
                : Uni.createFrom().item(Problem.invalid(errors));
    }
}
