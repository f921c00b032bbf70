package org.importsafety.testing.lab;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;
import org.importsafety.testing.access.Audit;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.lab.Lab.Capability;

/** The laboratories: to add or suspend one is a request, not a release. */
@Path("/labs")
class LabResource {
    private final Mutiny.SessionFactory sessions;
    private final Clock clock;
    private final JsonWebToken token;

    LabResource(Mutiny.SessionFactory sessions, Clock clock, JsonWebToken token) {
        this.sessions = sessions;
        this.clock = clock;
        this.token = token;
    }

    record LabBody(String name, String contact, Integer capacity, Boolean suspended, List<Capability> capabilities) {
        List<FieldError> errors() {
            List<FieldError> errors = new ArrayList<>();
            if (name == null || name.isBlank()) {
                errors.add(new FieldError("name", "is missing"));
            }
            if (capacity != null && capacity < 1) {
                errors.add(new FieldError("capacity", "must be 1 or more, or left out"));
            }
            if (capabilities == null) {
                errors.add(new FieldError("capabilities", "is missing"));
                return errors;
            }
            for (int i = 0; i < capabilities.size(); i++) {
                Capability scope = capabilities.get(i);
                String at = "capabilities[" + i + "].";
                if (scope == null
                        || scope.category() == null
                        || scope.category().isBlank()) {
                    errors.add(new FieldError(at + "category", "is missing"));
                } else if (scope.from() != null
                        && scope.to() != null
                        && scope.to().isBefore(scope.from())) {
                    errors.add(new FieldError(at + "to", "is before from"));
                }
            }
            return errors;
        }

        Lab toLab(String code) {
            return new Lab(code, name, contact, capacity, Boolean.TRUE.equals(suspended), capabilities);
        }
    }

    @GET
    @RolesAllowed({"officer", "auditor"})
    public Uni<Page<Lab>> list(@QueryParam("limit") Integer limit, @QueryParam("after") String after) {
        int size = Page.limit(limit);
        return sessions.withSession(session -> new Labs(session).page(after == null ? "" : after, size + 1))
                .map(labs -> Page.of(labs, size, Lab::code));
    }

    @PUT
    @Path("/{lab}")
    @RolesAllowed("officer")
    public Uni<Response> put(String lab, LabBody body) {
        if (body == null) {
            return Uni.createFrom().item(Problem.badRequest("body", "is missing"));
        }
        List<FieldError> errors = body.errors();
        if (!lab.matches("[A-Z0-9-]{2,16}")) {
            errors.add(new FieldError("lab", "must be 2 to 16 capital letters, digits or hyphens"));
        }
        if (!errors.isEmpty()) {
            return Uni.createFrom().item(Problem.invalid(errors));
        }
        Lab wanted = body.toLab(lab);
        return sessions.withTransaction(session -> put(session, wanted))
                .map(isNew -> Response.status(isNew ? 201 : 200).entity(wanted).build());
    }

    /** @return whether it is new */
    private Uni<Boolean> put(Mutiny.Session session, Lab wanted) {
        Labs labs = new Labs(session);
        return labs.lock(wanted.code()).chain(before -> {
            List<String> changes = wanted.changesSince(before == null ? Lab.blank(wanted.code()) : before);
            if (before != null && changes.isEmpty()) {
                return Uni.createFrom().item(false);
            }
            return labs.put(wanted)
                    .chain(() -> new Audit(session)
                            .note(
                                    clock.instant(),
                                    Caller.of(token),
                                    before == null ? "LAB_ADDED" : "LAB_CHANGED",
                                    wanted.code(),
                                    String.join("; ", changes)))
                    .replaceWith(before == null);
        });
    }
}
