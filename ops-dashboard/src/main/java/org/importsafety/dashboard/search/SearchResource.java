package org.importsafety.dashboard.search;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.importsafety.dashboard.search.Search.Item;
import org.importsafety.dashboard.view.View;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Problem;

/** Finds a case by whatever somebody has at hand. */
@Path("/api/search")
@PermitAll
class SearchResource {
    private static final int LONGEST = 200;
    private static final int MOST = 100;

    private final Search search;
    private final SecurityIdentity caller;

    SearchResource(Search search, SecurityIdentity caller) {
        this.search = search;
        this.caller = caller;
    }

    record Found(List<Item> items) {}

    @GET
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Found.class)))
    @APIResponse(responseCode = "422")
    public Uni<Response> find(
            @QueryParam("q") @DefaultValue("") String q, @QueryParam("limit") @DefaultValue("20") int limit) {
        String text = q.strip();
        if (text.isEmpty() || q.length() > LONGEST || text.indexOf('\0') >= 0) {
            return Uni.createFrom()
                    .item(Problem.invalid(List.of(new FieldError("q", "1 to " + LONGEST + " characters"))));
        }
        return search.find(View.of(caller), text, Math.max(1, Math.min(limit, MOST)))
                .map(items -> Response.ok(new Found(items)).build());
    }
}
