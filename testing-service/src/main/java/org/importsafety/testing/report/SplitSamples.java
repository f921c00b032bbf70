package org.importsafety.testing.report;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.testing.report.LabReport.Measurement;

/** The split samples that both laboratories have reported on, by the reports that count, in one session. */
final class SplitSamples {
    private final Mutiny.Session session;

    SplitSamples(Mutiny.Session session) {
        this.session = session;
    }

    record Side(ReportId report, String verdict, List<Measurement> measurements) {}

    record SplitSample(String caseId, Side first, Side second) {
        Agreement.OfCase agreement() {
            return new Agreement.OfCase(
                    first.report().lab(),
                    second.report().lab(),
                    Agreement.of(first.measurements(), second.measurements()));
        }
    }

    /** @param first a case's order that is neither split nor a retest */
    private record Pair(String caseId, ReportId first, String firstVerdict, ReportId second, String secondVerdict) {
        static Pair of(Object[] row) {
            return new Pair(
                    (String) row[0],
                    new ReportId((String) row[1], (String) row[2], ((Number) row[3]).intValue()),
                    (String) row[4],
                    new ReportId((String) row[5], (String) row[6], ((Number) row[7]).intValue()),
                    (String) row[8]);
        }
    }

    /** Of a month, by case. */
    Uni<List<SplitSample>> page(String month, String after, int count) {
        return session.createNativeQuery("""
                        select one.case_id, one.lab, one.report_no, one.revision, one.verdict,
                               two.lab as lab2, two.report_no as report_no2, two.revision as revision2, two.verdict as verdict2
                        from test_order two join test_order one using (case_id)
                        where two.month = :month and two.split and two.status = 'CLOSED' and case_id > :after
                          and one.status = 'CLOSED' and not one.split and one.retest_of is null
                        order by case_id
                        """, Object[].class)
                .setParameter("month", month)
                .setParameter("after", after)
                .setMaxResults(count)
                .getResultList()
                .map(rows -> rows.stream().map(Pair::of).toList())
                .chain(this::withMeasurements);
    }

    private Uni<List<SplitSample>> withMeasurements(List<Pair> pairs) {
        List<String> numbers = pairs.stream()
                .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                .map(ReportId::reportNo)
                .toList();
        return session.createQuery(
                        "from MeasurementRow where id.reportNo in (:numbers) order by id.position",
                        MeasurementRow.class)
                .setParameter("numbers", numbers)
                .getResultList()
                .map(rows -> {
                    Map<ReportId, List<Measurement>> byReport = rows.stream()
                            .collect(Collectors.groupingBy(
                                    row -> row.id.report(),
                                    Collectors.mapping(MeasurementRow::toMeasurement, Collectors.toList())));
                    return pairs.stream()
                            .map(pair -> new SplitSample(
                                    pair.caseId(),
                                    side(byReport, pair.first(), pair.firstVerdict()),
                                    side(byReport, pair.second(), pair.secondVerdict())))
                            .toList();
                });
    }

    private static Side side(Map<ReportId, List<Measurement>> byReport, ReportId report, String verdict) {
        return new Side(report, verdict, byReport.getOrDefault(report, List.of()));
    }
}
