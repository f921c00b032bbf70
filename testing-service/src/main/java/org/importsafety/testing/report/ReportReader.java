package org.importsafety.testing.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.importsafety.rest.FieldError;
import org.importsafety.testing.report.LabReport.Kind;
import org.importsafety.testing.report.LabReport.LabVerdict;
import org.importsafety.testing.report.LabReport.Measurement;
import org.importsafety.testing.report.LabReport.Status;
import org.importsafety.testing.standard.Limit;
import org.importsafety.testing.standard.Part;
import org.importsafety.testing.standard.PlanVersion;
import org.importsafety.testing.standard.Unit;

/**
 * Reads a report as it was posted and names every field that is wrong, not just the first: a laboratory corrects its
 * report once. Numbers are taken as strings only, because a JSON number may have been rounded on its way.
 */
final class ReportReader {
    private final PlanVersion plan;
    private final Set<String> ordered;
    private final List<FieldError> errors = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    /**
     * @param report null where there are errors
     * @param rows what could be read of the measurements, whatever else is wrong
     */
    record Reading(LabReport report, List<FieldError> errors, List<Row> rows) {}

    /**
     * @param index of the measurement in the report
     * @param measurement where it is not readable, what could be read of it
     * @param part null where it is not readable
     */
    record Row(int index, Measurement measurement, Part part, boolean isReadable) {}

    private ReportReader(PlanVersion plan) {
        this.plan = plan;
        this.ordered =
                new HashSet<>(plan.items().stream().map(PlanVersion.Item::item).toList());
    }

    static Reading read(Map<String, Object> body, PlanVersion plan) {
        ReportReader reader = new ReportReader(plan);
        LabReport report = reader.report(new Fields("", body, reader.errors));
        return new Reading(report, reader.errors, reader.rows);
    }

    private LabReport report(Fields body) {
        String reportNo = body.text("reportNo", 64);
        if (reportNo != null && reportNo.contains("|")) {
            body.wrong("reportNo", "must not contain |");
        }
        Integer revision = body.count("revision");
        String supersedes = body.optionalText("supersedes", 64);
        String correctionReason = body.optionalText("correctionReason", 500);
        body.together("supersedes", "correctionReason");
        Status status = body.oneOf("status", Status.class);
        String sampleId = body.text("sampleId", 64);
        Moment received = body.moment("receivedAt");
        Moment testedFrom = body.moment("testedFrom");
        Moment testedTo = body.moment("testedTo");
        Moment issued = body.moment("issuedAt");
        body.inOrder("testedFrom", "receivedAt", received, testedFrom);
        body.inOrder("testedTo", "testedFrom", testedFrom, testedTo);
        body.inOrder("issuedAt", "testedTo", testedTo, issued);
        LabVerdict labVerdict = body.oneOf("labVerdict", LabVerdict.class);
        String decisionRule = body.text("decisionRule", 100);
        String sha256 = body.text("documentSha256", 64);
        if (sha256 != null && !sha256.matches("[0-9a-fA-F]{64}")) {
            body.wrong("documentSha256", "must be 64 hexadecimal digits");
        }
        String signedBy = body.text("signedBy", 100);
        Particulars.check(body);
        Set<String> readable = new HashSet<>();
        Map<String, Part> parts = parts(body.objects("parts"), readable);
        List<Measurement> measurements = new ArrayList<>();
        for (Fields row : body.objects("measurements")) {
            int before = errors.size();
            Measurement measurement = measurement(row, parts);
            measurements.add(measurement);
            Part part = readable.contains(measurement.part()) ? parts.get(measurement.part()) : null;
            rows.add(new Row(row.index(), measurement, part, part != null && errors.size() == before));
        }
        return errors.isEmpty()
                ? new LabReport(
                        reportNo,
                        revision,
                        supersedes,
                        correctionReason,
                        status,
                        sampleId,
                        received.at(),
                        testedFrom.at(),
                        testedTo.at(),
                        issued.at(),
                        labVerdict,
                        decisionRule,
                        sha256,
                        signedBy,
                        List.copyOf(parts.values()),
                        measurements)
                : null;
    }

    private Map<String, Part> parts(List<Fields> rows, Set<String> readable) {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (Fields row : rows) {
            int before = errors.size();
            String name = row.text("part", 100);
            String material = row.text("material", 64);
            Boolean skinContact = row.flag("skinContact");
            if (name != null && parts.put(name, new Part(name, material, Boolean.TRUE.equals(skinContact))) != null) {
                row.wrong("part", "is there twice");
            }
            if (errors.size() == before) {
                readable.add(name);
            }
        }
        return parts;
    }

    private Measurement measurement(Fields row, Map<String, Part> parts) {
        String item = row.text("item", 100);
        if (item != null && !ordered.contains(item) && plan.sumsWith(item).isEmpty()) {
            row.wrong("item", "was not ordered");
        }
        String partName = row.text("part", 100);
        Part part = parts.get(partName);
        if (partName != null && part == null && !parts.isEmpty()) {
            row.wrong("part", "is not among the parts");
        }
        String method = row.text("method", 100);
        Kind kind = row.oneOf("kind", Kind.class);
        boolean numeric = kind != null && kind.isNumeric();
        String loq = row.optionalAmount("loq");
        String uncertainty = row.optionalAmount("uncertainty");
        String unit = numeric ? row.text("unit", 40) : row.optionalText("unit", 40);
        Unit known = Unit.of(unit).orElse(null);
        if (unit != null && known == null) {
            row.wrong("unit", "is no known unit: " + unit);
        }
        String value = kind == Kind.PASS_FAIL ? row.text("value", 10) : value(row, kind, loq, known);
        if (kind == Kind.PASS_FAIL && value != null && !value.equals("PASS") && !value.equals("FAIL")) {
            row.wrong("value", "must be PASS or FAIL");
        }
        Boolean accredited = row.flag("accredited");
        Particulars.checkRow(row, loq);
        if (item != null && part != null && kind != null) {
            Stream.concat(plan.limitsOf(item).stream(), plan.sumsWith(item).stream())
                    .filter(limit -> limit.appliesTo(part))
                    .findFirst()
                    .ifPresent(limit -> fit(row, kind, known, limit));
        }
        return new Measurement(
                item, partName, method, kind, value, unit, uncertainty, loq, Boolean.TRUE.equals(accredited));
    }

    private static String value(Fields row, Kind kind, String loq, Unit unit) {
        if (kind == Kind.BELOW && loq != null && !row.has("value")) {
            return loq;
        }
        String value = row.number("value");
        if (value == null) {
            return null;
        }
        if (value.startsWith("-") && (unit == null || unit.kind() != Unit.Kind.TEMPERATURE)) {
            row.wrong("value", "must not be negative");
        } else if (kind == Kind.COUNT && value.contains(".")) {
            row.wrong("value", "must be a whole number: it is a count");
        } else if (kind == Kind.BELOW && loq != null && new BigDecimal(loq).compareTo(new BigDecimal(value)) > 0) {
            row.wrong("value", "must not be below its limit of quantification");
        }
        return value;
    }

    /** The limits of one item on one part are of one kind; see PublishPlan. */
    private static void fit(Fields row, Kind kind, Unit unit, Limit limit) {
        if (kind == Kind.PASS_FAIL && limit.comparator().isNumeric()) {
            row.wrong("kind", "a number is needed: the limit is " + limit.text() + " " + limit.unit());
        } else if (kind.isNumeric() && limit.comparator() == Limit.Comparator.PASS) {
            row.wrong("kind", "must be PASS_FAIL");
        } else if (kind.isNumeric()
                && unit != null
                && !Unit.of(limit.unit()).map(unit::convertsTo).orElse(false)) {
            row.wrong("unit", unit.code() + " cannot be compared with " + limit.unit());
        }
    }
}
