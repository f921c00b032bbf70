package org.importsafety.testing.report;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.report.ReadReports.Result;

/** What a laboratory reads while it writes a report, and afterwards: how it would be judged, and what was sent before. */
@Path("/test-orders/{id}/reports")
class OwnReportsResource {
    private final ReadReports readReports;
    private final JsonWebToken token;

    OwnReportsResource(ReadReports readReports, JsonWebToken token) {
        this.readReports = readReports;
        this.token = token;
    }

    /** A report that may be incomplete: what is wrong with it, how each row stands to its limits, and the verdict it would get. */
    @POST
    @Path("/check")
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> check(
            String id,
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(allOf = {LabReport.class, Particulars.class})))
                    String body) {
        UUID order = ReportResource.uuid(id);
        return Submission.read(order, body)
                .map(submission ->
                        readReports.check(order, Caller.of(token), submission).map(OwnReportsResource::answer))
                .orElseGet(() -> Uni.createFrom().item(Problem.badRequest("body", "is no JSON object")));
    }

    @GET
    @RolesAllowed({"lab", "officer", "auditor"})
    public Uni<Response> list(String id) {
        boolean auditor = token.getGroups().contains("auditor");
        return readReports
                .sent(ReportResource.uuid(id), Caller.of(token), auditor)
                .map(OwnReportsResource::answer);
    }

    private static Response answer(Result result) {
        if (result instanceof Result.Checked checked) {
            return Response.ok(checked.check()).build();
        }
        if (result instanceof Result.Found found) {
            return Response.ok(new Page<>(found.reports(), null)).build();
        }
        return result instanceof Result.OrderNotYours
                ? Problem.status(403, "The order is another laboratory's")
                : Problem.status(404, "There is no such order");
    }
}
