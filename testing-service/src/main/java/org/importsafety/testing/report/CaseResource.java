package org.importsafety.testing.report;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.events.Nonconformity;
import org.importsafety.rest.Problem;
import org.importsafety.testing.order.TestOrder;
import org.importsafety.testing.order.TestOrder.Closed;
import org.importsafety.testing.order.TestOrders;
import org.importsafety.testing.report.CaseVerdict.Run;
import org.importsafety.testing.report.CloseCase.Closing;
import org.importsafety.testing.report.Verdict.Outcome;
import org.importsafety.testing.report.WaitingCases.Question;
import org.importsafety.testing.standard.DecisionRule;

/** Everything that was reported on a case, and what came of it. */
@Path("/cases/{caseId}/verdicts")
class CaseResource {
    private final Mutiny.SessionFactory sessions;

    CaseResource(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * @param unroutable why it went to no laboratory, else null
     * @param verdict the case's, by all its orders; null where nothing was reported to an end yet
     * @param decidedBy the order whose report the verdict is, or null
     * @param waitsFor what an officer is asked, or null
     * @param closing the last one, by an officer who left it undecided, or null
     */
    record CaseView(
            String caseId,
            String unroutable,
            Outcome verdict,
            UUID decidedBy,
            Question waitsFor,
            Closing closing,
            List<OrderVerdicts> orders) {}

    /**
     * @param retestOf the first order, where this is a retest
     * @param retestReason why an officer had it tested again; null where the rule did
     */
    record OrderVerdicts(
            UUID testOrderId,
            String lab,
            int attempt,
            String plan,
            int planVersion,
            String status,
            UUID retestOf,
            boolean referee,
            String retestReason,
            List<ReportVerdict> reports) {
        static OrderVerdicts of(TestOrder order, List<ReportRow> rows) {
            return new OrderVerdicts(
                    order.id(),
                    order.lab(),
                    order.attempt(),
                    order.plan(),
                    order.planVersion(),
                    order.state().name(),
                    order.origin().retestOf(),
                    order.origin().referee(),
                    order.origin().reason(),
                    rows.stream().map(row -> ReportVerdict.of(row, order)).toList());
        }

        private Stream<Run> run() {
            return reports.stream()
                    .filter(ReportVerdict::counts)
                    .map(report ->
                            new Run(testOrderId, retestOf != null, referee, report.verdict(), report.decidedAt()));
        }
    }

    /**
     * @param supersedes the number of the report that it replaced, or null
     * @param counts whether the order stands by this one
     * @param submittedBy who posted it, where another person has to confirm it, or had to; else null
     * @param documentStored whether the signed document is here
     * @param hashMismatch whether a file came instead that is not the one that the report names
     */
    record ReportVerdict(
            String reportNo,
            int revision,
            LabReport.Status status,
            String supersedes,
            String correctionReason,
            boolean counts,
            Outcome verdict,
            String reason,
            LabReport.LabVerdict labVerdict,
            boolean mismatch,
            boolean marginal,
            DecisionRule decisionRule,
            Instant recordedAt,
            String submittedBy,
            String confirmedBy,
            Instant confirmedAt,
            boolean documentStored,
            boolean hashMismatch,
            List<Nonconformity> nonconformities,
            List<Finding> findings) {
        static ReportVerdict of(ReportRow row, TestOrder order) {
            boolean counts = order.state() instanceof Closed closed
                    && closed.reportNo().equals(row.id.reportNo())
                    && closed.revision() == row.id.revision();
            return new ReportVerdict(
                    row.id.reportNo(),
                    row.id.revision(),
                    row.status,
                    row.supersedes,
                    row.correctionReason,
                    counts,
                    row.verdict,
                    row.reason,
                    row.labVerdict,
                    row.mismatch,
                    row.marginal,
                    row.decisionRule,
                    row.recordedAt,
                    row.submittedBy,
                    row.confirmedBy,
                    row.confirmedAt,
                    row.documentStoredAt != null,
                    row.hashMismatch,
                    row.judged().nonconformities(),
                    row.judged().findings());
        }

        private Instant decidedAt() {
            return confirmedAt == null ? recordedAt : confirmedAt;
        }
    }

    @GET
    @RolesAllowed({"officer", "auditor"})
    public Uni<Response> get(String caseId) {
        return sessions.withSession(session -> {
            TestOrders orders = new TestOrders(session);
            return orders.unroutableReason(caseId).chain(unroutable -> orders.ofCase(caseId)
                    .chain(found -> Multi.createFrom()
                            .iterable(found)
                            .onItem()
                            .transformToUniAndConcatenate(order ->
                                    new Reports(session).ofOrder(order.id()).map(rows -> OrderVerdicts.of(order, rows)))
                            .collect()
                            .asList())
                    .chain(verdicts -> verdicts.isEmpty() && unroutable == null
                            ? Uni.createFrom().item(Problem.status(404, "There is no such case"))
                            : view(session, caseId, unroutable, verdicts)
                                    .map(view -> Response.ok(view).build())));
        });
    }

    private static Uni<CaseView> view(
            Mutiny.Session session, String caseId, String unroutable, List<OrderVerdicts> orders) {
        var verdict = CaseVerdict.of(orders.stream().flatMap(OrderVerdicts::run).toList());
        return new WaitingCases(session).find(caseId).chain(waiting -> CloseCase.last(session, caseId)
                .map(closing -> new CaseView(
                        caseId,
                        unroutable,
                        verdict.map(CaseVerdict::outcome).orElse(null),
                        verdict.map(CaseVerdict::testOrder).orElse(null),
                        waiting == null ? null : waiting.waitsFor(),
                        closing,
                        orders)));
    }
}
