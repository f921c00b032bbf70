package org.importsafety.refund.reconciliation;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.importsafety.refund.reconciliation.Books.Compared;
import org.importsafety.rest.Problem;

/** Whether cases, orders and the provider's statement agree. */
@Path("/reconciliation")
class ReconciliationResource {
    private final Books books;
    private final Reconcile reconcile;

    ReconciliationResource(Books books, Reconcile reconcile) {
        this.books = books;
        this.reconcile = reconcile;
    }

    /** The last comparison. */
    @GET
    @RolesAllowed({"officer", "approver", "auditor"})
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Compared.class)))
    @APIResponse(responseCode = "404")
    public Uni<Response> last() {
        return books.last()
                .map(last -> last == null
                        ? Problem.status(404, "Nothing was compared yet")
                        : Response.ok(last).build());
    }

    /** Compares now. */
    @POST
    @RolesAllowed({"officer", "approver"})
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Compared.class)))
    @APIResponse(responseCode = "409")
    public Uni<Response> compare() {
        return reconcile
                .now()
                .chain(found -> found == null
                        ? Uni.createFrom().item(Problem.conflict("Another comparison is under way", null))
                        : last());
    }
}
