package org.importsafety.testing.report;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A report as CSV (RFC 4180, UTF-8): a line for each measurement, columns by name in any order, unknown ones ignored.
 * The columns are our fields in snake case. What is the report's, not the measurement's, stands in the first line, and
 * in the others again or not at all.
 */
final class CsvReport {
    private static final Pattern NEXT_WORD = Pattern.compile("_([a-z])");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,9}");
    private static final Set<String> OF_PART = Set.of("material", "skin_contact");
    private static final Set<String> OF_ROW = Set.of(
            "item",
            "part",
            "method",
            "kind",
            "value",
            "unit",
            "uncertainty",
            "loq",
            "accredited",
            "method_edition",
            "replicate",
            "cas",
            "mdl",
            "subcontracted_to");
    private static final List<String> OF_REPORT = List.of(
            "report_no",
            "revision",
            "supersedes",
            "correction_reason",
            "status",
            "sample_id",
            "received_at",
            "tested_from",
            "tested_to",
            "issued_at",
            "lab_verdict",
            "decision_rule",
            "document_sha256",
            "signed_by",
            "title",
            "lab_address",
            "place_of_test",
            "customer",
            "request_no",
            "sample_description",
            "sample_condition",
            "sampling_plan",
            "results_relate_only_to_items_tested",
            "deviations",
            "conditions",
            "coverage_factor",
            "opinions");

    private CsvReport() {}

    /** @return empty where the text is no CSV with at least one line beneath its header */
    static Optional<Translation> read(String text) {
        List<NamedCsvRecord> lines;
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofNamedCsvRecord(text.replaceFirst("^\uFEFF", ""))) {
            lines = csv.stream().toList();
        } catch (CsvParseException | IOException e) {
            return Optional.empty();
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Translation report = new Translation();
        OF_REPORT.forEach(column -> report.put(field(column), null, place(lines.get(0), column)));
        report.put("parts", null, place(lines.get(0), "part"));
        for (NamedCsvRecord line : lines) {
            int expected = line.getHeader().size();
            if (line.getFieldCount() != expected) {
                report.wrong(
                        "line " + line.getStartingLineNumber(),
                        "has " + line.getFieldCount() + " fields, the header has " + expected);
            }
            OF_REPORT.forEach(column -> ofReport(report, line, column));
            report.row();
            OF_ROW.forEach(column -> report.putInRow(field(column), value(line, column), place(line, column)));
            String part = line.findField("part").orElse(null);
            OF_PART.forEach(column -> report.putInPart(part, field(column), value(line, column), place(line, column)));
        }
        return Optional.of(report);
    }

    private static void ofReport(Translation report, NamedCsvRecord line, String column) {
        Object value = value(line, column);
        String field = field(column);
        if (value == null) {
            return;
        }
        if (!report.has(field)) {
            report.put(field, value, place(line, column));
        } else if (!value.equals(report.get(field))) {
            report.wrong(place(line, column), "differs from an earlier line: " + report.get(field));
        }
    }

    /** A cell as it would be in JSON. What is neither a flag nor a count where one is due is named when it is read. */
    private static Object value(NamedCsvRecord line, String column) {
        String cell = line.findField(column).orElse("");
        if (cell.isEmpty()) {
            return null;
        }
        return switch (column) {
            case "skin_contact", "accredited", "results_relate_only_to_items_tested" -> flag(cell);
            case "revision", "replicate" ->
                WHOLE_NUMBER.matcher(cell).matches() ? (Object) Integer.valueOf(cell) : cell;
            default -> cell;
        };
    }

    private static Object flag(String cell) {
        return cell.equals("true") || cell.equals("false") ? (Object) Boolean.valueOf(cell) : cell;
    }

    private static String place(NamedCsvRecord line, String column) {
        return "line " + line.getStartingLineNumber() + ", column " + column;
    }

    private static String field(String column) {
        return NEXT_WORD.matcher(column).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }
}
