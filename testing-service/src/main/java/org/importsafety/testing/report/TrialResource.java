package org.importsafety.testing.report;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;
import org.importsafety.testing.standard.PlanBody;
import org.importsafety.testing.standard.PlanVersion;

/** Tries a plan version before it is put: which of the verdicts of the past would be others. Stores nothing. */
@Path("/plans/{plan}/versions/{version}/dry-run")
class TrialResource {
    private final Mutiny.SessionFactory sessions;

    TrialResource(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @POST
    @RolesAllowed("officer")
    public Uni<Response> run(
            String plan,
            int version,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after,
            PlanBody body) {
        if (body == null) {
            return Uni.createFrom().item(Problem.badRequest("body", "is missing"));
        }
        List<FieldError> errors = body.errors(plan, version);
        if (!errors.isEmpty()) {
            return Uni.createFrom().item(Problem.invalid(errors));
        }
        UUID start;
        try {
            start = after == null ? new UUID(0, 0) : UUID.fromString(after);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().item(Problem.badRequest("after", "must be the next of an earlier page"));
        }
        PlanVersion wanted = body.toPlan(plan, version);
        return sessions.withSession(session -> new Trial(session, wanted, start, Page.limit(limit)).run())
                .map(answer -> Response.ok(answer).build());
    }
}
