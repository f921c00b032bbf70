package org.importsafety.testing.access;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;
import org.importsafety.testing.access.IssueLabKeys.Result;
import org.importsafety.testing.access.LabKey.Decision;

/** The keys of laboratories that have no identity provider: asked for by an officer, approved by a second person. */
@Path("/labs/{lab: [A-Z0-9-]{2,16}}/keys")
class LabKeyResource {
    private final Mutiny.SessionFactory sessions;
    private final IssueLabKeys issueLabKeys;
    private final JsonWebToken token;

    LabKeyResource(Mutiny.SessionFactory sessions, IssueLabKeys issueLabKeys, JsonWebToken token) {
        this.sessions = sessions;
        this.issueLabKeys = issueLabKeys;
        this.token = token;
    }

    /** @param from null: as soon as it is approved */
    record KeyBody(Instant from, Instant to, String reason) {
        List<FieldError> errors(Instant now) {
            List<FieldError> errors = new ArrayList<>();
            Instant first = from == null || from.isBefore(now) ? now : from;
            if (to == null) {
                errors.add(new FieldError("to", "is missing: a key has an end"));
            } else if (!to.isAfter(first)) {
                errors.add(new FieldError("to", "must be after from, and after now"));
            } else if (to.isAfter(first.plus(LabKey.LONGEST))) {
                errors.add(new FieldError("to", "must be within " + LabKey.LONGEST.toDays() + " days of from"));
            }
            errors.addAll(ReasonBody.errors(reason));
            return errors;
        }
    }

    record ReasonBody(String reason) {
        static List<FieldError> errors(String reason) {
            if (reason == null || reason.isBlank()) {
                return List.of(new FieldError("reason", "is missing"));
            }
            return reason.length() > 500 || reason.indexOf(0) >= 0
                    ? List.of(new FieldError("reason", "must have at most 500 characters"))
                    : List.of();
        }
    }

    /**
     * Never the secret nor its hash.
     *
     * @param key the whole key, in the answer to the request for it and never again; else null
     */
    record KeyView(
            String keyId,
            String lab,
            LabKey.State state,
            Instant from,
            Instant to,
            String reason,
            Decision requested,
            Decision approved,
            Decision revoked,
            String key) {
        static KeyView of(LabKey key, Instant now, String secret) {
            return new KeyView(
                    key.id(),
                    key.lab(),
                    key.state(now),
                    key.from(),
                    key.to(),
                    key.reason(),
                    key.requested(),
                    key.approved(),
                    key.revoked(),
                    secret);
        }
    }

    @GET
    @RolesAllowed({"officer", "auditor"})
    public Uni<Response> list(String lab, @QueryParam("limit") Integer limit, @QueryParam("after") String after) {
        if (after != null && !after.matches("[0-9a-f]{16}")) {
            return Uni.createFrom().item(Problem.badRequest("after", "must be the next of an earlier page"));
        }
        int size = Page.limit(limit);
        return sessions.withSession(session -> {
            LabKeys keys = new LabKeys(session);
            return keys.isLab(lab)
                    .chain(there -> there
                            ? keys.page(lab, after == null ? "" : after, size + 1)
                                    .map(found -> Response.ok(Page.of(views(found), size, KeyView::keyId))
                                            .build())
                            : Uni.createFrom().item(noSuchLab()));
        });
    }

    @POST
    @RolesAllowed("officer")
    public Uni<Response> request(String lab, KeyBody body) {
        if (body == null) {
            return Uni.createFrom().item(Problem.badRequest("body", "is missing"));
        }
        List<FieldError> errors = body.errors(issueLabKeys.now());
        return errors.isEmpty()
                ? issueLabKeys
                        .issue(lab, Caller.of(token), body.from(), body.to(), body.reason())
                        .map(this::answer)
                : Uni.createFrom().item(Problem.invalid(errors));
    }

    @POST
    @Path("/{id: [0-9a-f]{16}}/approval")
    @RolesAllowed({"officer", "approver"})
    public Uni<Response> approve(String lab, String id) {
        return issueLabKeys.approve(lab, id, Caller.of(token)).map(this::answer);
    }

    @DELETE
    @Path("/{id: [0-9a-f]{16}}")
    @RolesAllowed("officer")
    public Uni<Response> revoke(String lab, String id, ReasonBody body) {
        List<FieldError> errors = ReasonBody.errors(body == null ? null : body.reason());
        return errors.isEmpty()
                ? issueLabKeys.revoke(lab, id, Caller.of(token), body.reason()).map(this::answer)
                : Uni.createFrom().item(Problem.invalid(errors));
    }

    private List<KeyView> views(List<LabKey> keys) {
        Instant now = issueLabKeys.now();
        return keys.stream().map(key -> KeyView.of(key, now, null)).toList();
    }

    private Response answer(Result result) {
        if (result instanceof Result.Issued issued) {
            return Response.status(201)
                    .header("Cache-Control", "no-store")
                    .entity(KeyView.of(
                            issued.key(), issueLabKeys.now(), issued.presented().text()))
                    .build();
        }
        if (result instanceof Result.Done done) {
            return Response.ok(KeyView.of(done.key(), issueLabKeys.now(), null)).build();
        }
        if (result instanceof Result.Refused refused) {
            return Problem.conflict(refused.why(), refused.allowed());
        }
        return result instanceof Result.NoSuchLab ? noSuchLab() : Problem.status(404, "The laboratory has no such key");
    }

    private static Response noSuchLab() {
        return Problem.status(404, "There is no such laboratory");
    }
}
