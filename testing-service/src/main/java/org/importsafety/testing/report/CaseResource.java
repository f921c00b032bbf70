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
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.events.Nonconformity;
import org.importsafety.rest.Problem;
import org.importsafety.testing.order.TestOrder;
import org.importsafety.testing.order.TestOrder.Closed;
import org.importsafety.testing.order.TestOrders;
import org.importsafety.testing.report.Verdict.Outcome;
import org.importsafety.testing.standard.DecisionRule;

/** Everything that was reported on a case, and what came of it. */
@Path("/cases/{caseId}/verdicts")
class CaseResource {
    private final Mutiny.SessionFactory sessions;

    CaseResource(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** @param unroutable why it went to no laboratory, else null */
    record CaseView(String caseId, String unroutable, List<OrderVerdicts> orders) {}

    record OrderVerdicts(
            UUID testOrderId,
            String lab,
            int attempt,
            String plan,
            int planVersion,
            String status,
            List<ReportVerdict> reports) {}

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
                            .transformToUniAndConcatenate(order -> verdicts(session, order))
                            .collect()
                            .asList())
                    .map(verdicts -> verdicts.isEmpty() && unroutable == null
                            ? Problem.status(404, "There is no such case")
                            : Response.ok(new CaseView(caseId, unroutable, verdicts))
                                    .build()));
        });
    }

    private static Uni<OrderVerdicts> verdicts(Mutiny.Session session, TestOrder order) {
        return new Reports(session)
                .ofOrder(order.id())
                .map(rows -> new OrderVerdicts(
                        order.id(),
                        order.lab(),
                        order.attempt(),
                        order.plan(),
                        order.planVersion(),
                        order.state().name(),
                        rows.stream().map(row -> ReportVerdict.of(row, order)).toList()));
    }
}
