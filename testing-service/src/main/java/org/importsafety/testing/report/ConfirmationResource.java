package org.importsafety.testing.report;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.importsafety.rest.Problem;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.report.ConfirmReport.Result;
import org.importsafety.testing.report.ReportResource.Answer;

/** Where another person of the laboratory, or an officer, confirms a final report. */
@Path("/test-orders/{id}/reports/{reportNo}/{revision}/confirmation")
class ConfirmationResource {
    private final ConfirmReport confirmReport;
    private final JsonWebToken token;

    ConfirmationResource(ConfirmReport confirmReport, JsonWebToken token) {
        this.confirmReport = confirmReport;
        this.token = token;
    }

    @POST
    @RolesAllowed({"lab", "officer"})
    public Uni<Response> confirm(String id, String reportNo, int revision) {
        return confirmReport
                .confirm(new RecordedReport(ReportResource.uuid(id), reportNo, revision), Caller.of(token))
                .map(ConfirmationResource::answer);
    }

    private static Response answer(Result result) {
        if (result instanceof Result.Confirmed confirmed) {
            return Response.status(confirmed.isNew() ? 201 : 200)
                    .entity(Answer.of(confirmed.order(), confirmed.id(), confirmed.verdict()))
                    .build();
        }
        return result instanceof Result.Refused refused
                ? Problem.conflict(refused.why(), null)
                : ReportResource.notThere(((Result.NotThere) result).why());
    }
}
