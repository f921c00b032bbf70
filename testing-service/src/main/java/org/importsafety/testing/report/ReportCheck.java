package org.importsafety.testing.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.importsafety.rest.FieldError;
import org.importsafety.testing.report.Finding.Result;
import org.importsafety.testing.report.ReportReader.Reading;
import org.importsafety.testing.report.ReportReader.Row;
import org.importsafety.testing.report.Verdict.Outcome;
import org.importsafety.testing.standard.Limit;
import org.importsafety.testing.standard.Limit.Comparator;
import org.importsafety.testing.standard.Part;
import org.importsafety.testing.standard.PlanVersion;
import org.importsafety.testing.standard.PlanVersion.Item;

/**
 * What a report would come to if it were posted as it is now, while it is still being written: read and judged as the
 * real one is, so that nobody else has to know units and limits.
 *
 * @param verdict null while there are errors
 * @param reason why nothing would be decided, else null
 */
record ReportCheck(
        List<FieldError> errors,
        List<CheckedRow> rows,
        Outcome verdict,
        String reason,
        boolean mismatch,
        boolean marginal) {
    /** No limit of the item is about a part like this. */
    static final String NO_LIMIT = "NO_LIMIT";

    /**
     * A measurement beside a limit that applies to it; one that several apply to is there several times.
     *
     * @param index of the measurement in the report
     * @param item of the measurement, or of the sum that it is a component of
     * @param result null while the measurement cannot be read, and where no limit applies
     * @param reason why it is open or not judged, else null
     * @param limit as it is published; null where none applies
     * @param ratio measured by limit; null where there is none
     */
    record CheckedRow(
            int index,
            String item,
            String part,
            Result result,
            String reason,
            boolean marginal,
            Comparator comparator,
            String limit,
            String unit,
            String ratio) {}

    /** @param materials what the listing says it is made of */
    static ReportCheck of(Map<String, Object> body, PlanVersion plan, List<Item> ordered, List<String> materials) {
        Reading reading = ReportReader.read(body, plan);
        LabReport legible = legible(reading.rows());
        List<CheckedRow> rows = reading.rows().stream()
                .filter(row -> row.part() != null && row.measurement().item() != null)
                .flatMap(row -> checked(row, plan, legible))
                .toList();
        if (reading.report() == null) {
            return new ReportCheck(reading.errors(), rows, null, null, false, false);
        }
        Verdict verdict = Judgement.of(reading.report(), plan, ordered, materials);
        return new ReportCheck(
                List.of(), rows, verdict.outcome(), verdict.reason(), verdict.mismatch(), verdict.marginal());
    }

    private static Stream<CheckedRow> checked(Row row, PlanVersion plan, LabReport legible) {
        String item = row.measurement().item();
        List<Limit> own = applying(plan.limitsOf(item), row.part());
        List<Limit> sums = applying(plan.sumsWith(item), row.part());
        if (own.isEmpty() && sums.isEmpty()) {
            return Stream.of(unjudged(row, NO_LIMIT, null));
        }
        if (!row.isReadable()) {
            return Stream.concat(own.stream(), sums.stream()).map(limit -> unjudged(row, null, limit));
        }
        Stream<Finding> alone = own.stream().map(limit -> Finding.of(row.measurement(), limit, plan.decisionRule()));
        Stream<Finding> together = sums.stream()
                .flatMap(limit -> Sum.findings(legible, limit, plan.decisionRule()))
                .filter(found -> found.part().equals(row.part().part()));
        return Stream.concat(alone, together).map(found -> judged(row.index(), found));
    }

    private static List<Limit> applying(List<Limit> limits, Part part) {
        return limits.stream().filter(limit -> limit.appliesTo(part)).toList();
    }

    /** What could be read of the report, for the sums: its rows and their parts, and nothing else. */
    private static LabReport legible(List<Row> rows) {
        List<Row> readable = rows.stream().filter(Row::isReadable).toList();
        return LabReport.ofRows(
                readable.stream().map(Row::part).distinct().toList(),
                readable.stream().map(Row::measurement).toList());
    }

    private static CheckedRow unjudged(Row row, String reason, Limit limit) {
        return new CheckedRow(
                row.index(),
                limit == null ? row.measurement().item() : limit.item(),
                row.part().part(),
                null,
                reason,
                false,
                limit == null ? null : limit.comparator(),
                limit == null ? null : limit.text(),
                limit == null ? null : limit.unit(),
                null);
    }

    private static CheckedRow judged(int index, Finding found) {
        return new CheckedRow(
                index,
                found.item(),
                found.part(),
                found.result(),
                found.reason(),
                found.marginal(),
                found.comparator(),
                found.limit(),
                found.unit(),
                found.ratio());
    }
}
