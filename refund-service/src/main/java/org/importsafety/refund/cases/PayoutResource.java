package org.importsafety.refund.cases;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.importsafety.events.Money;
import org.importsafety.refund.cases.BlastRadius.Skipped;
import org.importsafety.refund.cases.Payout.Step;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Problem;
import org.importsafety.rest.TextField;

/** Whom a case concerns and what it costs; and for a large one, the word of two people to pay it. */
@Path("/refund-cases/{caseId}")
class PayoutResource {
    private final Cases cases;
    private final BlastRadius blastRadius;
    private final Payouts payouts;
    private final ApprovePayout approvePayout;
    private final JsonWebToken token;

    PayoutResource(
            Cases cases, BlastRadius blastRadius, Payouts payouts, ApprovePayout approvePayout, JsonWebToken token) {
        this.cases = cases;
        this.blastRadius = blastRadius;
        this.payouts = payouts;
        this.approvePayout = approvePayout;
        this.token = token;
    }

    record ReasonBody(String reason) {}

    /**
     * @param planned NOT_YET and EARLY: the figures may still change
     * @param lines order lines of the listing paid since refundFrom, refunded or skipped
     * @param amounts of all refunds, minor units, by currency; so are the limits above which two people are needed
     * @param awaitsApproval two people are needed, and were not asked or have not both said so
     * @param payout what was asked for last; null for nothing
     */
    record Card(
            String caseId,
            String planned,
            long lines,
            long buyers,
            long refunds,
            List<Money> amounts,
            List<Skipped> skipped,
            Map<String, Long> limits,
            boolean awaitsApproval,
            Payout payout) {}

    @GET
    @Path("/blast-radius")
    @RolesAllowed({"officer", "approver", "auditor"})
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Card.class)))
    @APIResponse(responseCode = "404")
    public Uni<Response> blastRadius(@PathParam("caseId") String caseId) {
        return cases.find(caseId)
                .chain(found -> found == null
                        ? Uni.createFrom().item(unknown(caseId))
                        : Uni.combine()
                                .all()
                                .unis(blastRadius.of(found), payouts.find(caseId))
                                .with((radius, payout) -> Response.ok(new Card(
                                                caseId,
                                                found.planned(),
                                                radius.lines(),
                                                radius.buyers(),
                                                radius.refunds(),
                                                radius.amounts(),
                                                radius.skipped(),
                                                approvePayout.limits(),
                                                found.awaitsApproval(),
                                                payout))
                                        .build()));
    }

    @POST
    @Path("/payout")
    @RolesAllowed("officer")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Payout.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Payout.class)))
    @APIResponse(responseCode = "404")
    @APIResponse(responseCode = "409")
    @APIResponse(responseCode = "422")
    public Uni<Response> request(@PathParam("caseId") String caseId, ReasonBody body) {
        String reason = body == null ? null : body.reason();
        List<FieldError> errors = TextField.required("reason", reason);
        return errors.isEmpty()
                ? approvePayout.request(caseId, reason, token.getSubject()).map(step -> answer(caseId, step, 201))
                : Uni.createFrom().item(Problem.invalid(errors));
    }

    @POST
    @Path("/payout/approval")
    @RolesAllowed({"officer", "approver"})
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Payout.class)))
    @APIResponse(responseCode = "403")
    @APIResponse(responseCode = "404")
    @APIResponse(responseCode = "409")
    public Uni<Response> approve(@PathParam("caseId") String caseId, ReasonBody body) {
        String reason = body == null ? null : body.reason();
        List<FieldError> errors = TextField.optional("reason", reason);
        return errors.isEmpty()
                ? approvePayout.approve(caseId, reason, token.getSubject()).map(step -> answer(caseId, step, 200))
                : Uni.createFrom().item(Problem.invalid(errors));
    }

    private static Response answer(String caseId, Step step, int done) {
        if (step == null) {
            return unknown(caseId);
        }
        if (step instanceof Step.Taken taken) {
            return Response.status(taken.isNew() ? done : 200)
                    .entity(taken.payout())
                    .build();
        }
        if (step instanceof Step.Refused refused) {
            return Problem.conflict(refused.why(), refused.allowed());
        }
        return Problem.status(403, "You asked for this payout yourself: another person has to approve it");
    }

    private static Response unknown(String caseId) {
        return Problem.status(404, "No refund case " + caseId);
    }
}
