package org.importsafety.refund.reconciliation;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The payment provider's statement: every payment that it made for us, oldest first. */
@RegisterRestClient(configKey = "provider")
@ClientHeaderParam(name = "Authorization", value = "Bearer ${refund.provider-token}")
@Path("/statement")
interface StatementApi {
    /** @param entryId the provider's own id of the payment @param amount minor units */
    record Entry(String entryId, String refundRequestId, long amount, String currency) {}

    /** @param next where to go on; null at the end */
    record Part(List<Entry> items, String next) {}

    /** @param after the last entry that is known; null: from the first */
    @GET
    Uni<Part> read(@QueryParam("after") String after, @QueryParam("limit") int limit);
}
