package org.importsafety.refund.payment;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The payment provider's interface. The same refundRequestId gives the same answer and moves money once. */
@RegisterRestClient(configKey = "provider")
@ClientHeaderParam(name = "Authorization", value = "Bearer ${refund.provider-token}")
@Path("/refunds")
interface ProviderApi {
    /** @param amount minor units */
    record Payment(UUID refundRequestId, String orderId, int lineNo, long amount, String currency) {}

    /** @param available with the code BALANCE_SHORT: what there is, in minor units of the currency; may be null */
    record Reply(Answer.Status status, String code, String providerRef, Long available) {}

    @POST
    Uni<Reply> pay(Payment payment);

    @GET
    @Path("/{refundRequestId}")
    Uni<Reply> lookUp(@PathParam("refundRequestId") UUID refundRequestId);
}
