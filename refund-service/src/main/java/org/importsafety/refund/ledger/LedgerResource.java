package org.importsafety.refund.ledger;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.importsafety.refund.ledger.Ledger.Balance;
import org.importsafety.refund.ledger.Ledger.Entry;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;

/** Where the money of the refunds is: owed, on its way, paid, or owed in another way because the provider will not pay. */
@Path("/ledger")
@RolesAllowed({"officer", "approver", "auditor"})
class LedgerResource {
    private final Ledger ledger;

    LedgerResource(Ledger ledger) {
        this.ledger = ledger;
    }

    /** @param caseId null: of all cases */
    record Balances(String caseId, List<Balance> balances) {}

    @GET
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Balances.class)))
    @APIResponse(responseCode = "404")
    public Uni<Response> balances(@QueryParam("case") String caseId) {
        return ofCase(caseId, () -> ledger.balances(caseId)
                .map(balances -> Response.ok(new Balances(caseId, balances)).build()));
    }

    /** The movements themselves, oldest first. */
    @GET
    @Path("/entries")
    public Uni<Response> entries(
            @QueryParam("case") String caseId, @QueryParam("limit") Integer limit, @QueryParam("after") String after) {
        long from = Page.after(after, 0);
        int size = Page.limit(limit);
        return ofCase(caseId, () -> ledger.entries(caseId, from, size + 1)
                .map(rows -> Response.ok(Page.<Entry>of(rows, size, entry -> Long.toString(entry.entryId())))
                        .build()));
    }

    private Uni<Response> ofCase(String caseId, Supplier<Uni<Response>> answer) {
        return caseId == null
                ? answer.get()
                : ledger.isKnown(caseId)
                        .chain(known -> known
                                ? answer.get()
                                : Uni.createFrom().item(Problem.status(404, "No refund case " + caseId)));
    }
}
