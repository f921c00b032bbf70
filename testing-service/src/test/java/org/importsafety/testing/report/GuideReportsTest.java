package org.importsafety.testing.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.importsafety.testing.report.LabReport.Measurement;
import org.importsafety.testing.standard.Limit;
import org.importsafety.testing.standard.Limit.Comparator;
import org.importsafety.testing.standard.PlanVersion;
import org.junit.jupiter.api.Test;

/** The reports that the laboratories' guide gives as examples. */
class GuideReportsTest {
    private static final UUID ORDER = new UUID(0, 1);

    @Test
    void the_guide_shows_one_report_in_three_forms() throws IOException {
        Submission json = Submission.read(ORDER, text("report.json")).orElseThrow();
        Submission csv = Submission.of(ORDER, CsvReport.read(text("report.csv")).orElseThrow());
        Submission fhir =
                Submission.of(ORDER, FhirReport.read(text("report-fhir.json")).orElseThrow());
        assertEquals(json.hash(), csv.hash());
        PlanVersion plan = plan(json);
        LabReport report = read(json, plan);
        assertEquals(report, read(csv, plan));
        LabReport byFhir = read(fhir, plan);
        assertEquals(report.parts(), byFhir.parts());
        assertEquals(
                report.measurements().stream().map(GuideReportsTest::inUcum).toList(), byFhir.measurements());
        assertEquals(report.issuedAt(), byFhir.issuedAt());
        assertEquals(report.receivedAt(), byFhir.receivedAt());
        assertEquals(
                Judgement.of(report, plan, plan.items(), List.of()).nonconformities(),
                Judgement.of(byFhir, plan, plan.items(), List.of()).nonconformities());
    }

    private static LabReport read(Submission submission, PlanVersion plan) {
        ReportReader.Reading reading = ReportReader.read(submission.body(), plan);
        assertEquals(List.of(), submission.errors(reading.errors()));
        assertNotNull(reading.report());
        return reading.report();
    }

    /** The guide's own form has an alias. */
    private static Measurement inUcum(Measurement row) {
        return "ppm".equals(row.unit())
                ? new Measurement(
                        row.item(),
                        row.part(),
                        row.method(),
                        row.kind(),
                        row.value(),
                        "[ppm]",
                        row.uncertainty(),
                        row.loq(),
                        row.accredited())
                : row;
    }

    /** A limit for each row; one of them is exceeded. */
    private static PlanVersion plan(Submission json) {
        return ReportFixtures.plan(((List<?>) json.body().get("measurements"))
                .stream()
                        .map(row -> (Map<?, ?>) row)
                        .map(row -> "PASS_FAIL".equals(row.get("kind"))
                                ? limit(row, Comparator.PASS, null, "1")
                                : limit(row, Comparator.LE, "1000", "mg/kg"))
                        .toArray(Limit[]::new));
    }

    private static Limit limit(Map<?, ?> row, Comparator comparator, String limit, String unit) {
        return ReportFixtures.limit((String) row.get("item"), comparator, limit, null, unit, List.of(), "source");
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of("..", "docs", "guide", file));
    }
}
