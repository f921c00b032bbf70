package org.importsafety.refund.payment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.importsafety.rest.Problem;

/** What the platform shows to a buyer: is my money on its way? */
@Path("/order-lines/{orderId}/{lineNo}/refund")
class OrderLineResource {
    private final Refunds refunds;

    OrderLineResource(Refunds refunds) {
        this.refunds = refunds;
    }

    @GET
    @RolesAllowed("platform")
    public Uni<Response> refund(@PathParam("orderId") String orderId, @PathParam("lineNo") int lineNo) {
        return refunds.ofLine(orderId, lineNo)
                .map(refund -> refund == null
                        ? Problem.status(404, "No refund for line " + lineNo + " of order " + orderId)
                        : Response.ok(refund).build());
    }
}
