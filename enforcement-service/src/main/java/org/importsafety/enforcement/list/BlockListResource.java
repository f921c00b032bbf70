package org.importsafety.enforcement.list;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * The block list for a shop that has lost Kafka: the same entries as in the compacted topic, as a signed file. Asked for
 * with the tag that it has, a shop is told that nothing has changed, with a new signature over the file that it has.
 */
@Path("/block-list")
class BlockListResource {
    private final CurrentList list;
    private final ListKey key;

    BlockListResource(CurrentList list, ListKey key) {
        this.list = list;
        this.key = key;
    }

    @GET
    @Produces("application/x-ndjson")
    @RolesAllowed({"platform", "officer", "auditor"})
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "304")
    public Uni<Response> get(@Context Request request) {
        return list.read().map(file -> {
            EntityTag tag = new EntityTag(file.tag());
            ResponseBuilder unchanged = request.evaluatePreconditions(tag);
            return (unchanged == null ? Response.ok(file.content()) : unchanged)
                    .tag(tag)
                    .header("Cache-Control", "no-cache")
                    .header("Block-List-As-Of", file.asOf().toString())
                    .header("Block-List-Signature", file.signature())
                    .build();
        });
    }

    /** Everybody may check a signature. */
    @GET
    @Path("/key")
    @Produces("application/jwk+json")
    @PermitAll
    @APIResponse(responseCode = "200")
    public String key() {
        return key.publicKey();
    }
}
