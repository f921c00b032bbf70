package org.importsafety.testing.standard;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;
import org.importsafety.testing.access.Caller;

/** The plans and their limits. A laboratory may read them: it must know what it tests against. */
@Path("/plans")
class PlanResource {
    private final Mutiny.SessionFactory sessions;
    private final PublishPlan publishPlan;
    private final JsonWebToken token;

    PlanResource(Mutiny.SessionFactory sessions, PublishPlan publishPlan, JsonWebToken token) {
        this.sessions = sessions;
        this.publishPlan = publishPlan;
        this.token = token;
    }

    @GET
    @RolesAllowed({"officer", "auditor", "lab"})
    public Uni<Response> list(@QueryParam("limit") Integer limit, @QueryParam("after") String after) {
        int size = Page.limit(limit);
        String[] last = (after == null ? "/0" : after).split("/");
        if (last.length != 2 || !last[1].matches("\\d{1,9}")) {
            return Uni.createFrom().item(Problem.badRequest("after", "must be the next of an earlier page"));
        }
        return sessions.withSession(session -> new Plans(session).page(last[0], Integer.parseInt(last[1]), size + 1))
                .map(versions -> Response.ok(Page.of(
                                versions.stream().map(PlanBody::of).toList(),
                                size,
                                body -> body.plan() + "/" + body.version()))
                        .build());
    }

    @GET
    @Path("/{plan}/versions/{version}")
    @RolesAllowed({"officer", "auditor", "lab"})
    public Uni<Response> get(String plan, int version) {
        return sessions.withSession(session -> new Plans(session).find(plan, version))
                .map(found -> found == null
                        ? Problem.status(404, "There is no version " + version + " of the plan " + plan)
                        : Response.ok(PlanBody.of(found)).build());
    }

    @PUT
    @Path("/{plan}/versions/{version}")
    @RolesAllowed("officer")
    public Uni<Response> put(String plan, int version, PlanBody body) {
        if (body == null) {
            return Uni.createFrom().item(Problem.badRequest("body", "is missing"));
        }
        List<FieldError> errors = body.errors(plan, version);
        if (!errors.isEmpty()) {
            return Uni.createFrom().item(Problem.invalid(errors));
        }
        PlanVersion wanted = body.toPlan(plan, version);
        return publishPlan.put(wanted, Caller.of(token)).map(result -> answer(result, wanted));
    }

    private static Response answer(PublishPlan.Result result, PlanVersion wanted) {
        if (result instanceof PublishPlan.Result.Clashes clashes) {
            return Problem.invalid(clashes.errors());
        }
        return switch (((PublishPlan.Result.Done) result).outcome()) {
            case CREATED -> Response.status(201).entity(PlanBody.of(wanted)).build();
            case REPLACED, UNCHANGED -> Response.ok(PlanBody.of(wanted)).build();
            case IN_USE ->
                Problem.conflict(
                        "Orders were placed against this version, so it does not change: put version "
                                + (wanted.version() + 1),
                        null);
        };
    }
}
