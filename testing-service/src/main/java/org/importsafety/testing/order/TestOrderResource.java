package org.importsafety.testing.order;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;
import org.importsafety.testing.access.Audit;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.order.TestOrder.Closed;
import org.importsafety.testing.order.TrackSample.Move;
import org.importsafety.testing.order.TrackSample.Result;
import org.importsafety.testing.standard.PlanVersion.Item;

/** What a laboratory sees of its orders and does with them; officers see and may do it for all. */
@Path("/test-orders")
class TestOrderResource {
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final Set<String> STATUSES = Set.of("ORDERED", "ACCEPTED", "CLOSED");

    private final Mutiny.SessionFactory sessions;
    private final TrackSample trackSample;
    private final Clock clock;
    private final JsonWebToken token;

    TestOrderResource(Mutiny.SessionFactory sessions, TrackSample trackSample, Clock clock, JsonWebToken token) {
        this.sessions = sessions;
        this.trackSample = trackSample;
        this.clock = clock;
        this.token = token;
    }

    /** An order as a laboratory needs it: nothing about the seller or refunds. */
    record OrderView(
            UUID testOrderId,
            String caseId,
            String month,
            String listingId,
            String sku,
            String category,
            String ageGroup,
            List<String> materials,
            String lab,
            String plan,
            int planVersion,
            List<Item> items,
            String status,
            SampleStep sampleStep,
            Instant orderedAt,
            LocalDate dueOn,
            String reportNo,
            Integer revision,
            String verdict) {
        static OrderView of(TestOrder order) {
            Closed closed = order.state() instanceof Closed state ? state : null;
            return new OrderView(
                    order.id(),
                    order.caseId(),
                    order.month(),
                    order.listingId(),
                    order.sku(),
                    order.category(),
                    order.ageGroup(),
                    order.materials(),
                    order.lab(),
                    order.plan(),
                    order.planVersion(),
                    order.items(),
                    order.state().name(),
                    order.state().sample(),
                    order.orderedAt(),
                    order.dueOn(),
                    closed == null ? null : closed.reportNo(),
                    closed == null ? null : closed.revision(),
                    closed == null ? null : closed.verdict());
        }
    }

    @GET
    @RolesAllowed({"lab", "officer", "auditor"})
    public Uni<Response> list(
            @QueryParam("lab") String lab,
            @QueryParam("status") String status,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        boolean all = token.getGroups().contains("officer") || token.getGroups().contains("auditor");
        String own = token.getClaim("lab");
        if (!all && (own == null || lab != null && !lab.equals(own))) {
            return Uni.createFrom().item(Problem.status(403, "A laboratory sees its own orders only"));
        }
        if (status != null && !STATUSES.contains(status)) {
            return Uni.createFrom().item(Problem.badRequest("status", "must be ORDERED, ACCEPTED or CLOSED"));
        }
        UUID last = after == null ? BEFORE_ALL : uuid(after);
        if (last == null) {
            return Uni.createFrom().item(Problem.badRequest("after", "must be the next of an earlier page"));
        }
        int size = Page.limit(limit);
        return sessions.withSession(session -> new TestOrders(session).page(all ? lab : own, status, last, size + 1))
                .map(orders -> Response.ok(
                                Page.of(orders.stream().map(OrderView::of).toList(), size, order -> order.testOrderId()
                                        .toString()))
                        .build());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"lab", "officer", "auditor"})
    public Uni<Response> get(String id) {
        Caller caller = Caller.of(token);
        boolean auditor = token.getGroups().contains("auditor");
        UUID order = uuid(id);
        return order == null
                ? Uni.createFrom().item(notFound())
                : sessions.withSession(session -> new TestOrders(session).find(order))
                        .chain(found -> {
                            if (found == null) {
                                return Uni.createFrom().item(notFound());
                            }
                            return auditor || caller.mayWorkFor(found.lab())
                                    ? Uni.createFrom()
                                            .item(Response.ok(OrderView.of(found))
                                                    .build())
                                    : refused(caller, order);
                        });
    }

    /** That somebody looked for another laboratory's order is kept. */
    private Uni<Response> refused(Caller caller, UUID order) {
        return sessions.withTransaction(session ->
                        new Audit(session).note(clock.instant(), caller, "REFUSED", order.toString(), "read"))
                .replaceWith(notYours());
    }

    @POST
    @Path("/{id}/acceptance")
    @RolesAllowed({"lab", "officer"})
    public Uni<Response> accept(String id) {
        UUID order = uuid(id);
        return order == null
                ? Uni.createFrom().item(notFound())
                : trackSample.accept(order, Caller.of(token)).map(TestOrderResource::answer);
    }

    @POST
    @Path("/{id}/sample")
    @RolesAllowed({"lab", "officer"})
    public Uni<Response> move(String id, Move move) {
        if (move == null) {
            return Uni.createFrom().item(Problem.badRequest("body", "is missing"));
        }
        UUID order = uuid(id);
        if (order == null) {
            return Uni.createFrom().item(notFound());
        }
        List<FieldError> errors = errors(move);
        return errors.isEmpty()
                ? trackSample.move(order, Caller.of(token), move).map(TestOrderResource::answer)
                : Uni.createFrom().item(Problem.invalid(errors));
    }

    private static List<FieldError> errors(Move move) {
        List<FieldError> errors = new ArrayList<>();
        if (move.step() == null) {
            errors.add(new FieldError("step", "must be one of " + List.of(SampleStep.values())));
        }
        length(errors, "sealNo", move.sealNo(), 64);
        length(errors, "photoHash", move.photoHash(), 128);
        length(errors, "note", move.note(), 500);
        return errors;
    }

    private static void length(List<FieldError> errors, String field, String text, int longest) {
        if (text != null && (text.length() > longest || text.indexOf(0) >= 0)) {
            errors.add(new FieldError(field, "must have at most " + longest + " characters"));
        }
    }

    private static Response answer(Result result) {
        if (result instanceof Result.Done done) {
            return Response.status(done.isNew() ? 201 : 200)
                    .entity(OrderView.of(done.order()))
                    .build();
        }
        if (result instanceof Result.Refused refused) {
            return Problem.conflict(refused.why(), refused.allowed());
        }
        return result instanceof Result.NotYours ? notYours() : notFound();
    }

    private static Response notFound() {
        return Problem.status(404, "There is no such order");
    }

    private static Response notYours() {
        return Problem.status(403, "The order is another laboratory's");
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
