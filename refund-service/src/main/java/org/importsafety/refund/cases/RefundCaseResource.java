package org.importsafety.refund.cases;

import static org.importsafety.refund.cases.RefundCase.count;
import static org.importsafety.refund.cases.RefundCase.in;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.importsafety.refund.cases.Cases.Hold;
import org.importsafety.refund.cases.Cases.Shown;
import org.importsafety.refund.cases.RefundCase.Tally;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;

/** The refund cases and how far each has come. */
@Path("/refund-cases")
@RolesAllowed({"officer", "approver", "auditor"})
class RefundCaseResource {
    private final Cases cases;

    RefundCaseResource(Cases cases) {
        this.cases = cases;
    }

    /** Sums in one currency, minor units. @param due of all refunds that were not withdrawn */
    record Sums(String currency, long due, long settled) {}

    /**
     * @param planned NOT_YET, EARLY (before the orders feed was read to its end as of the block) or WHOLE
     * @param released the block has ended: nothing more is planned
     * @param hold what the refunds that were not sent wait for; null while they do not
     * @param lines order lines that are looked at; null until planning begins
     * @param linesPlanned how many of them were looked at
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
            List<Sums> amounts) {}

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

    private Uni<Progress> progress(Shown shown) {
        return cases.tallies(shown.caseId()).map(tallies -> progress(shown, tallies));
    }

    private static Progress progress(Shown shown, List<Tally> tallies) {
        return new Progress(
                shown.caseId(),
                shown.blockId(),
                shown.listingId(),
                shown.refundFrom(),
                shown.state(),
                shown.planned(),
                shown.released(),
                shown.hold(),
                shown.lines(),
                shown.linesPlanned(),
                shown.openedAt(),
                shown.completedAt(),
                count(tallies, tally -> true),
                count(tallies, in("PLANNED").or(in("REQUESTED"))),
                count(tallies, in("SETTLED")),
                count(tallies, in("FAILED")),
                count(tallies, in("STOPPED")),
                count(tallies, in("SKIPPED")),
                sums(tallies));
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
