package org.importsafety.refund.notice;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.importsafety.refund.notice.BuyerNotice.State;
import org.importsafety.refund.notice.Notices.Shown;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;

/** Whether the buyers of a case were told, and whether it reached them. */
@Path("/refund-cases/{caseId}/notices")
@RolesAllowed({"officer", "approver", "auditor"})
class NoticeResource {
    private final Notices notices;

    NoticeResource(Notices notices) {
        this.notices = notices;
    }

    /** The counts, and a page of the notices by buyer. */
    record Told(String caseId, Reach reach, List<Shown> items, String next) {}

    /** @param state BOUNCED for instance: whom it did not reach; null: all */
    @GET
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Told.class)))
    @APIResponse(responseCode = "400")
    @APIResponse(responseCode = "404")
    public Uni<Response> list(
            @PathParam("caseId") String caseId,
            @QueryParam("state") String state,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        State wanted = Arrays.stream(State.values())
                .filter(it -> it.name().equals(state))
                .findFirst()
                .orElse(null);
        if (state != null && wanted == null) {
            return Uni.createFrom().item(Problem.badRequest("state", "one of " + Arrays.toString(State.values())));
        }
        int size = Page.limit(limit);
        return notices.reach(caseId)
                .chain(reach -> reach == null
                        ? Uni.createFrom().item(Problem.status(404, "No refund case " + caseId))
                        : notices.list(caseId, wanted, after == null ? "" : after, size + 1)
                                .map(rows -> Page.of(rows, size, Shown::buyerRef))
                                .map(page -> Response.ok(new Told(caseId, reach, page.items(), page.next()))
                                        .build()));
    }
}
