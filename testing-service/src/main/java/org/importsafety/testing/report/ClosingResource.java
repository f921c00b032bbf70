package org.importsafety.testing.report;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Problem;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.report.CloseCase.Result;

/** Where an officer gives a case up that no report has decided. */
@Path("/cases/{caseId}/closing")
class ClosingResource {
    private final CloseCase closeCase;
    private final JsonWebToken token;

    ClosingResource(CloseCase closeCase, JsonWebToken token) {
        this.closeCase = closeCase;
        this.token = token;
    }

    /** @param reason in words */
    record Close(String reason) {
        List<FieldError> errors() {
            List<FieldError> errors = new ArrayList<>();
            if (reason == null || reason.isBlank()) {
                errors.add(new FieldError("reason", "is missing"));
            } else if (reason.length() > 500 || reason.indexOf(0) >= 0) {
                errors.add(new FieldError("reason", "must have at most 500 characters"));
            }
            return errors;
        }
    }

    @POST
    @RolesAllowed("officer")
    public Uni<Response> close(String caseId, Close body) {
        if (body == null) {
            return Uni.createFrom().item(Problem.badRequest("body", "is missing"));
        }
        List<FieldError> errors = body.errors();
        return errors.isEmpty()
                ? closeCase.close(caseId, Caller.of(token), body.reason()).map(ClosingResource::answer)
                : Uni.createFrom().item(Problem.invalid(errors));
    }

    private static Response answer(Result result) {
        if (result instanceof Result.Done done) {
            return Response.status(done.isNew() ? 201 : 200)
                    .entity(done.closing())
                    .build();
        }
        return result instanceof Result.Refused refused
                ? Problem.conflict(refused.why(), null)
                : Problem.status(404, "There is no such case");
    }
}
