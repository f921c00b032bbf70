package org.importsafety.testing.report;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;
import org.importsafety.testing.report.Agreement.Summary;
import org.importsafety.testing.report.SplitSamples.Side;
import org.importsafety.testing.report.SplitSamples.SplitSample;

/** How far two laboratories agree on the samples that were split between them. Numbers are strings, digits count. */
@Path("/agreement")
class AgreementResource {
    private final Mutiny.SessionFactory sessions;

    AgreementResource(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    record CaseView(String caseId, SideView first, SideView second, boolean verdictsAgree, List<RowView> rows) {
        static CaseView of(SplitSample sample) {
            return new CaseView(
                    sample.caseId(),
                    SideView.of(sample.first()),
                    SideView.of(sample.second()),
                    sample.first().verdict().equals(sample.second().verdict()),
                    sample.agreement().rows().stream().map(RowView::of).toList());
        }
    }

    record SideView(String lab, String reportNo, int revision, String verdict) {
        static SideView of(Side side) {
            return new SideView(
                    side.report().lab(), side.report().reportNo(), side.report().revision(), side.verdict());
        }
    }

    record RowView(
            String item,
            String part,
            String unit,
            String first,
            String second,
            String difference,
            String relativeDifference,
            String en,
            Boolean satisfactory) {
        static RowView of(Agreement row) {
            return new RowView(
                    row.item(),
                    row.part(),
                    row.unit(),
                    row.first(),
                    row.second(),
                    text(row.difference()),
                    text(row.relativeDifference()),
                    text(row.en()),
                    row.satisfactory());
        }
    }

    record SummaryView(
            String firstLab,
            String secondLab,
            String item,
            int count,
            String meanRelativeDifference,
            int judged,
            String shareSatisfactory) {
        static SummaryView of(Summary summary) {
            return new SummaryView(
                    summary.firstLab(),
                    summary.secondLab(),
                    summary.item(),
                    summary.count(),
                    text(summary.meanRelativeDifference()),
                    summary.judged(),
                    text(summary.shareSatisfactory()));
        }
    }

    @GET
    @RolesAllowed({"officer", "auditor"})
    public Uni<Response> cases(
            @QueryParam("month") String month, @QueryParam("limit") Integer limit, @QueryParam("after") String after) {
        if (!isMonth(month)) {
            return noMonth();
        }
        int size = Page.limit(limit);
        return sessions.withSession(
                        session -> new SplitSamples(session).page(month, after == null ? "" : after, size + 1))
                .map(samples -> Response.ok(
                                Page.of(samples.stream().map(CaseView::of).toList(), size, CaseView::caseId))
                        .build());
    }

    /** Of all of a month's cases, by pair of laboratories and item. */
    @GET
    @Path("/summary")
    @RolesAllowed({"officer", "auditor"})
    public Uni<Response> summary(@QueryParam("month") String month) {
        return isMonth(month)
                ? sessions.withSession(session -> new SplitSamples(session).page(month, "", Integer.MAX_VALUE))
                        .map(samples -> Agreement.summaries(
                                samples.stream().map(SplitSample::agreement).toList()))
                        .map(found -> Response.ok(new Page<>(
                                        found.stream().map(SummaryView::of).toList(), null))
                                .build())
                : noMonth();
    }

    private static boolean isMonth(String month) {
        return month != null && month.matches("[0-9]{4}-(0[1-9]|1[0-2])");
    }

    private static Uni<Response> noMonth() {
        return Uni.createFrom().item(Problem.badRequest("month", "must be a month such as 2026-10"));
    }

    private static String text(BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }
}
