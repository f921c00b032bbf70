package org.importsafety.refund.payment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.UUID;
import org.importsafety.refund.payment.Refund.State;
import org.importsafety.refund.payment.Refunds.Shown;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;

/** All refunds, by id. */
@Path("/refunds")
class RefundResource {
    private final Refunds refunds;

    RefundResource(Refunds refunds) {
        this.refunds = refunds;
    }

    @GET
    @RolesAllowed({"officer", "approver", "auditor"})
    public Uni<Response> list(
            @QueryParam("state") String state,
            @QueryParam("caseId") String caseId,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        State wanted = null;
        if (state != null) {
            wanted = Arrays.stream(State.values())
                    .filter(it -> it.name().equals(state))
                    .findFirst()
                    .orElse(null);
            if (wanted == null) {
                return refused("state", "one of " + Arrays.toString(State.values()));
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
        return refunds.list(wanted, caseId, from, size + 1).map(rows -> Response.ok(
                        Page.<Shown>of(rows, size, refund -> refund.refundId().toString()))
                .build());
    }

    private static Uni<Response> refused(String field, String message) {
        return Uni.createFrom().item(Problem.badRequest(field, message));
    }
}
