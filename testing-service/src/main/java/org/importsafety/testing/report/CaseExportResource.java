package org.importsafety.testing.report;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.rest.Problem;
import org.importsafety.testing.order.TestOrder;
import org.importsafety.testing.order.TestOrders;
import org.importsafety.testing.report.CaseFile.OrderFile;
import org.importsafety.testing.report.CaseFile.ReportFile;
import org.importsafety.testing.standard.Plans;

/** A case as one file; {@link VerifyCase} decides it again. */
@Path("/cases/{caseId}/export")
class CaseExportResource {
    private final Mutiny.SessionFactory sessions;

    CaseExportResource(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @GET
    @RolesAllowed({"officer", "auditor"})
    public Uni<Response> get(String caseId) {
        return sessions.withSession(session -> new TestOrders(session)
                .ofCase(caseId)
                .chain(orders -> Multi.createFrom()
                        .iterable(orders)
                        .onItem()
                        .transformToUniAndConcatenate(order -> file(session, order))
                        .collect()
                        .asList())
                .map(orders -> orders.isEmpty()
                        ? Problem.status(404, "There is no such case, or no laboratory had it")
                        : Response.ok(new CaseFile(caseId, orders))
                                .header(
                                        HttpHeaders.CONTENT_DISPOSITION,
                                        "attachment; filename=\"" + caseId.replace(':', '-') + ".json\"")
                                .build()));
    }

    private static Uni<OrderFile> file(Mutiny.Session session, TestOrder order) {
        return new Plans(session).find(order.plan(), order.planVersion()).chain(plan -> new Reports(session)
                .ofOrder(order.id())
                .map(rows -> OrderFile.of(
                        order, plan, rows.stream().map(ReportFile::of).toList())));
    }
}
