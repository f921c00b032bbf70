package org.importsafety.testing.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.importsafety.rest.FieldError;
import org.importsafety.testing.report.CaseFile.OrderFile;
import org.importsafety.testing.report.CaseFile.ReportFile;
import org.importsafety.testing.report.CaseFile.VerdictFile;
import org.importsafety.testing.standard.PlanVersion;

/** Decides the verdicts of an exported case again, and names every difference to what was recorded. */
final class Recount {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final List<String> differences = new ArrayList<>();
    private int verdicts;

    private Recount() {}

    /** @param verdicts how many were decided again */
    record Outcome(String caseId, int verdicts, List<String> differences) {}

    /** @throws IOException where it is no exported case */
    static Outcome of(String exported) throws IOException {
        CaseFile file = JSON.readValue(exported, CaseFile.class);
        if (file == null || file.caseId() == null || file.orders() == null) {
            throw new IOException("no exported case");
        }
        Recount recount = new Recount();
        for (OrderFile order : file.orders()) {
            recount.order(order);
        }
        return new Outcome(file.caseId(), recount.verdicts, List.copyOf(recount.differences));
    }

    private void order(OrderFile order) throws IOException {
        List<FieldError> errors =
                order.plan().errors(order.plan().plan(), order.plan().version());
        if (!errors.isEmpty()) {
            throw new IOException("the plan is none: " + errors);
        }
        PlanVersion plan = order.plan().toPlan(order.plan().plan(), order.plan().version());
        for (ReportFile report : order.reports()) {
            if (!ReportRow.AWAITS_CONFIRMATION.equals(report.verdict().reason())) {
                verdicts++;
                report(order, plan, report, report.reportNo() + " revision " + report.revision() + ", ");
            }
        }
    }

    private void report(OrderFile order, PlanVersion plan, ReportFile file, String at) throws IOException {
        Submission submission = Submission.read(order.testOrderId(), JSON.writeValueAsString(file.document()))
                .orElseThrow();
        compare(at + "content hash of the document", file.contentHash(), submission.hash());
        ReportReader.Reading reading = ReportReader.read(submission.body(), plan);
        if (!reading.errors().isEmpty()) {
            reading.errors().forEach(wrong -> differences.add(at + wrong.field() + ": " + wrong.message()));
            return;
        }
        LabReport report = reading.report();
        compare(at + "reportNo", file.reportNo(), report.reportNo());
        compare(at + "revision", file.revision(), report.revision());
        Verdict verdict = Judgement.of(report, plan, order.items(), order.materials());
        compare(
                at + "verdict",
                JSON.convertValue(file.verdict(), FIELDS),
                JSON.convertValue(VerdictFile.of(verdict, verdict.nonconformities()), FIELDS));
    }

    private void compare(String at, Object recorded, Object computed) {
        if (recorded instanceof Map<?, ?> one && computed instanceof Map<?, ?> other) {
            Set<Object> names = new LinkedHashSet<>(one.keySet());
            names.addAll(other.keySet());
            names.forEach(name -> compare(at + "." + name, one.get(name), other.get(name)));
        } else if (recorded instanceof List<?> one && computed instanceof List<?> other) {
            for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
                compare(at + "[" + i + "]", i < one.size() ? one.get(i) : null, i < other.size() ? other.get(i) : null);
            }
        } else if (!Objects.equals(recorded, computed)) {
            differences.add(at + ": recorded " + recorded + ", computed " + computed);
        }
    }
}
