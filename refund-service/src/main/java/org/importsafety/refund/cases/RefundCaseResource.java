package org.importsafety.refund.cases;

import static org.importsafety.refund.cases.RefundCase.count;
import static org.importsafety.refund.cases.RefundCase.in;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.importsafety.refund.cases.Cases.Hold;
import org.importsafety.refund.cases.Cases.Shown;
import org.importsafety.refund.cases.Pause.Step;
import org.importsafety.refund.cases.RefundCase.Pace;
import org.importsafety.refund.cases.RefundCase.Tally;
import org.importsafety.refund.interest.InterestPayments;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;
import org.importsafety.rest.TextField;

/** The refund cases, how far each has come, and the word to wait or to go on. */
@Path("/refund-cases")
@RolesAllowed({"officer", "approver", "auditor"})
class RefundCaseResource {
    private static final Duration LATELY = Duration.ofMinutes(1);

    private final Cases cases;
    private final PauseCase pauseCase;
    private final InterestPayments interest;
    private final Clock clock;
    private final JsonWebToken token;

    RefundCaseResource(Cases cases, PauseCase pauseCase, InterestPayments interest, Clock clock, JsonWebToken token) {
        this.cases = cases;
        this.pauseCase = pauseCase;
        this.interest = interest;
        this.clock = clock;
        this.token = token;
    }

    record ReasonBody(String reason) {}

    /** Sums in one currency, minor units. @param due of all refunds that were not withdrawn */
    record Sums(String currency, long due, long settled) {}

    /**
     * @param planned NOT_YET, EARLY (before the orders feed was read to its end as of the block) or WHOLE
     * @param released the block has ended: nothing more is planned
     * @param hold what the refunds that were not sent wait for; null while they do not
     * @param pause who or which rule paused it, and what is missing at the provider; null while it is not paused
     * @param awaitsApproval two people have to say that it is paid; see its blast radius
     * @param lines order lines that are looked at; null until planning begins
     * @param linesPlanned how many of them were looked at
     * @param secondsLeft at the pace of the last minute; null where nothing was paid in it
     * @param interest that is owed because refunds came late, and what of it is paid
     */
    record Progress(
            String caseId,
            String blockId,
            String listingId,
            Instant refundFrom,
            String state,
            String planned,
            boolean released,
            Hold hold,
            Pause pause,
            boolean awaitsApproval,
            Long lines,
            long linesPlanned,
            Instant openedAt,
            Instant completedAt,
            long refunds,
            long unpaid,
            long settled,
            long failed,
            long stopped,
            long skipped,
            Long secondsLeft,
            List<Sums> amounts,
            List<InterestPayments.Sum> interest) {}

    @GET
    public Uni<Page<Progress>> list(@QueryParam("limit") Integer limit, @QueryParam("after") String after) {
        int size = Page.limit(limit);
        return cases.list(after == null ? "" : after, size + 1)
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(this::progress)
                .collect()
                .asList()
                .map(rows -> Page.of(rows, size, Progress::caseId));
    }

    @GET
    @Path("/{caseId}")
    public Uni<Response> find(@PathParam("caseId") String caseId) {
        return cases.find(caseId)
                .chain(found -> found == null
                        ? Uni.createFrom().item(Problem.status(404, "No refund case " + caseId))
                        : progress(found).map(progress -> Response.ok(progress).build()));
    }

    @POST
    @Path("/{caseId}/pause")
    @RolesAllowed("officer")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Pause.class)))
    @APIResponse(responseCode = "404")
    @APIResponse(responseCode = "409")
    @APIResponse(responseCode = "422")
    public Uni<Response> pause(@PathParam("caseId") String caseId, ReasonBody body) {
        return answer(caseId, body, reason -> pauseCase.pause(caseId, reason, token.getSubject()));
    }

    @POST
    @Path("/{caseId}/resume")
    @RolesAllowed("officer")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Pause.class)))
    @APIResponse(responseCode = "404")
    @APIResponse(responseCode = "409")
    @APIResponse(responseCode = "422")
    public Uni<Response> resume(@PathParam("caseId") String caseId, ReasonBody body) {
        return answer(caseId, body, reason -> pauseCase.resume(caseId, reason, token.getSubject()));
    }

    private static Uni<Response> answer(String caseId, ReasonBody body, Function<String, Uni<Step>> step) {
        String reason = body == null ? null : body.reason();
        List<FieldError> errors = TextField.required("reason", reason);
        return errors.isEmpty()
                ? step.apply(reason).map(done -> answer(caseId, done))
                : Uni.createFrom().item(Problem.invalid(errors));
    }

    private static Response answer(String caseId, Step step) {
        if (step == null) {
            return Problem.status(404, "No refund case " + caseId);
        }
        return step instanceof Step.Refused refused
                ? Problem.conflict(refused.why(), refused.allowed())
                : Response.ok(((Step.Taken) step).pause()).build();
    }

    private Uni<Progress> progress(Shown shown) {
        Instant now = clock.instant();
        return cases.tallies(shown.caseId()).chain(tallies -> {
            long unpaid = unpaid(tallies);
            Uni<Pace> pace = unpaid == 0
                    ? Uni.createFrom().item(new Pace(0, null))
                    : cases.pace(shown.caseId(), now.minus(LATELY));
            return Uni.combine()
                    .all()
                    .unis(pace, interest.sums(shown.caseId()))
                    .with((it, owed) -> progress(shown, tallies, it.secondsLeft(unpaid, now), owed));
        });
    }

    private static long unpaid(List<Tally> tallies) {
        return count(tallies, in("PLANNED").or(in("REQUESTED")));
    }

    private static Progress progress(
            Shown shown, List<Tally> tallies, Long secondsLeft, List<InterestPayments.Sum> interest) {
        return new Progress(
                shown.caseId(),
                shown.blockId(),
                shown.listingId(),
                shown.refundFrom(),
                shown.state(),
                shown.planned(),
                shown.released(),
                shown.hold(),
                shown.pause(),
                shown.awaitsApproval(),
                shown.lines(),
                shown.linesPlanned(),
                shown.openedAt(),
                shown.completedAt(),
                count(tallies, tally -> true),
                unpaid(tallies),
                count(tallies, in("SETTLED")),
                count(tallies, in("FAILED")),
                count(tallies, in("STOPPED")),
                count(tallies, in("SKIPPED")),
                secondsLeft,
                sums(tallies),
                interest);
    }

    private static List<Sums> sums(List<Tally> tallies) {
        Map<String, Sums> byCurrency = new TreeMap<>();
        for (Tally tally : tallies) {
            if (!in("SKIPPED").or(in("STOPPED")).test(tally)) {
                long settled = in("SETTLED").test(tally) ? tally.amount() : 0;
                byCurrency.merge(
                        tally.currency(),
                        new Sums(tally.currency(), tally.amount(), settled),
                        (a, b) -> new Sums(a.currency(), a.due() + b.due(), a.settled() + b.settled()));
            }
        }
        return List.copyOf(byCurrency.values());
    }
}
