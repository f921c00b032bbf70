package org.importsafety.dashboard.order;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.importsafety.dashboard.order.ReadOrder.Order;
import org.importsafety.rest.Problem;

/** One order: of a buyer, so for staff alone. */
@Path("/api/orders")
@RolesAllowed({"officer", "approver", "auditor"})
class OrderResource {
    private final ReadOrder readOrder;

    OrderResource(ReadOrder readOrder) {
        this.readOrder = readOrder;
    }

    @GET
    @Path("/{orderId}")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Order.class)))
    @APIResponse(responseCode = "404")
    public Uni<Response> find(@PathParam("orderId") String orderId) {
        if (orderId.indexOf('\0') >= 0) {
            return Uni.createFrom().item(unknown(orderId)); // PostgreSQL would not take it
        }
        return readOrder
                .read(orderId)
                .map(found ->
                        found == null ? unknown(orderId) : Response.ok(found).build());
    }

    private static Response unknown(String orderId) {
        return Problem.status(404, "No order " + orderId);
    }
}
