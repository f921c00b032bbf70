package org.importsafety.testing.order;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.calendar.WorkingDays;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;
import org.importsafety.testing.access.Audit;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.order.Retesting.Wish;
import org.importsafety.testing.order.SampleMove.Trail;
import org.importsafety.testing.order.TrackSample.Move;

/** What a laboratory sees of its orders and does with them; officers see and may do it for all. */
@Path("/test-orders")
class TestOrderResource {
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final Mutiny.SessionFactory sessions;
    private final TrackSample trackSample;
    private final EndOrder endOrder;
    private final SplitSample splitSample;
    private final Retest retest;
    private final Clock clock;
    private final JsonWebToken token;

    TestOrderResource(
            Mutiny.SessionFactory sessions,
            TrackSample trackSample,
            EndOrder endOrder,
            SplitSample splitSample,
            Retest retest,
            Clock clock,
            JsonWebToken token) {
        this.sessions = sessions;
        this.trackSample = trackSample;
        this.endOrder = endOrder;
        this.splitSample = splitSample;
        this.retest = retest;
        this.clock = clock;
        this.token = token;
    }

    /**
     * @param lab for a reassignment, a split or a retest, null: the rotation chooses
     * @param reason in words
     * @param referee for a retest: whether its word settles the case; that of a failing test always does
     */
    record Ending(String lab, String reason, boolean referee) {
        List<FieldError> errors() {
            List<FieldError> errors = new ArrayList<>();
            if (reason == null || reason.isBlank()) {
                errors.add(new FieldError("reason", "is missing"));
            }
            length(errors, "reason", reason, 500);
            return errors;
        }
    }

    private interface End {
        Uni<OrderResult> of(UUID order, Caller caller);
    }

    @GET
    @RolesAllowed({"lab", "officer", "auditor"})
    public Uni<Response> list(
            @QueryParam("lab") String lab,
            @QueryParam("status") String status,
            @QueryParam("overdue") String overdue,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        boolean all = token.getGroups().contains("officer") || token.getGroups().contains("auditor");
        String own = token.getClaim("lab");
        if (!all && (own == null || lab != null && !lab.equals(own))) {
            return Uni.createFrom().item(Problem.status(403, "A laboratory sees its own orders only"));
        }
        if (status != null && !TestOrder.statuses().contains(status)) {
            return Uni.createFrom().item(Problem.badRequest("status", "must be one of " + TestOrder.statuses()));
        }
        if (overdue != null && !Set.of("true", "false").contains(overdue)) {
            return Uni.createFrom().item(Problem.badRequest("overdue", "must be true or false"));
        }
        UUID last = after == null ? BEFORE_ALL : uuid(after);
        if (last == null) {
            return Uni.createFrom().item(Problem.badRequest("after", "must be the next of an earlier page"));
        }
        int size = Page.limit(limit);
        Boolean late = overdue == null ? null : Boolean.valueOf(overdue);
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingDays.KOREA);
        return sessions.withSession(
                        session -> new TestOrders(session).page(all ? lab : own, status, late, today, last, size + 1))
                .map(orders -> Response.ok(
                                Page.of(orders.stream().map(this::view).toList(), size, order -> order.testOrderId()
                                        .toString()))
                        .build());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"lab", "officer", "auditor"})
    public Uni<Response> get(String id) {
        return read(id, (session, order) -> Uni.createFrom().item(view(order)));
    }

    /** Every step that the sample took, with its evidence, and those that are legal now. */
    @GET
    @Path("/{id}/sample")
    @RolesAllowed({"lab", "officer", "auditor"})
    public Uni<Response> trail(String id) {
        return read(id, (session, order) -> new SampleMoves(session)
                .of(order.id())
                .map(moves -> new Trail(
                        order.id(),
                        order.state().sample(),
                        SampleMove.isStopped(moves),
                        order.nextStepNames(),
                        moves)));
    }

    private Uni<Response> read(String id, BiFunction<Mutiny.Session, TestOrder, Uni<?>> body) {
        Caller caller = Caller.of(token);
        boolean auditor = token.getGroups().contains("auditor");
        UUID order = uuid(id);
        if (order == null) {
            return Uni.createFrom().item(notFound());
        }
        return sessions.withSession(
                session -> new TestOrders(session).find(order).chain(found -> {
                    if (found == null) {
                        return Uni.createFrom().item(notFound());
                    }
                    return auditor || caller.mayWorkFor(found.lab())
                            ? body.apply(session, found)
                                    .map(entity -> Response.ok(entity).build())
                            : refused(caller, order);
                }));
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
                : trackSample.accept(order, Caller.of(token)).map(this::answer);
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
                ? trackSample.move(order, Caller.of(token), move).map(this::answer)
                : Uni.createFrom().item(Problem.invalid(errors));
    }

    @POST
    @Path("/{id}/refusal")
    @RolesAllowed({"lab", "officer"})
    public Uni<Response> refuse(String id, Ending body) {
        return end(id, body, (order, caller) -> endOrder.refuse(order, caller, body.reason()));
    }

    @POST
    @Path("/{id}/reassignment")
    @RolesAllowed("officer")
    public Uni<Response> reassign(String id, Ending body) {
        return end(id, body, (order, caller) -> endOrder.reassign(order, caller, body.lab(), body.reason()));
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed("officer")
    public Uni<Response> cancel(String id, Ending body) {
        return end(id, body, (order, caller) -> endOrder.cancel(order, caller, body.reason()));
    }

    /** Answers the second order; the first one stays as it is. */
    @POST
    @Path("/{id}/split")
    @RolesAllowed("officer")
    public Uni<Response> split(String id, Ending body) {
        return end(id, body, (order, caller) -> splitSample.split(order, caller, body.lab(), body.reason()));
    }

    /** Answers the order at the other laboratory; what was reported stays as it is. */
    @POST
    @Path("/{id}/retest")
    @RolesAllowed("officer")
    public Uni<Response> retest(String id, Ending body) {
        return end(
                id,
                body,
                (order, caller) -> retest.order(order, caller, new Wish(body.lab(), body.referee(), body.reason())));
    }

    private Uni<Response> end(String id, Ending body, End end) {
        if (body == null) {
            return Uni.createFrom().item(Problem.badRequest("body", "is missing"));
        }
        UUID order = uuid(id);
        if (order == null) {
            return Uni.createFrom().item(notFound());
        }
        List<FieldError> errors = body.errors();
        return errors.isEmpty()
                ? end.of(order, Caller.of(token)).map(this::answer)
                : Uni.createFrom().item(Problem.invalid(errors));
    }

    private static List<FieldError> errors(Move move) {
        List<FieldError> errors = new ArrayList<>();
        if (move.step() == null) {
            errors.add(new FieldError("step", "must be one of " + List.of(SampleStep.values())));
        }
        text(errors, "sealNo", move.sealNo(), 64);
        if (move.photoHash() != null && !SHA_256.matcher(move.photoHash()).matches()) {
            errors.add(new FieldError("photoHash", "must be a SHA-256 in 64 hexadecimal digits"));
        }
        text(errors, "note", move.note(), 500);
        return errors;
    }

    private static void text(List<FieldError> errors, String field, String text, int longest) {
        if (text != null && text.isBlank()) {
            errors.add(new FieldError(field, "must not be blank"));
        }
        length(errors, field, text, longest);
    }

    private static void length(List<FieldError> errors, String field, String text, int longest) {
        if (text != null && (text.length() > longest || text.indexOf(0) >= 0)) {
            errors.add(new FieldError(field, "must have at most " + longest + " characters"));
        }
    }

    private Response answer(OrderResult result) {
        if (result instanceof OrderResult.Done done) {
            return Response.status(done.isNew() ? 201 : 200)
                    .entity(view(done.order()))
                    .build();
        }
        if (result instanceof OrderResult.Refused refused) {
            return Problem.conflict(refused.why(), refused.allowed());
        }
        if (result instanceof OrderResult.Invalid invalid) {
            return Problem.invalid(invalid.errors());
        }
        return result instanceof OrderResult.NotYours ? notYours() : notFound();
    }

    private OrderView view(TestOrder order) {
        boolean sees =
                token.getGroups().contains("officer") || token.getGroups().contains("auditor");
        return OrderView.of(order, !sees);
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
