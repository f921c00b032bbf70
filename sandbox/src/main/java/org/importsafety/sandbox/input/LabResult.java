package org.importsafety.sandbox.input;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One measurement that a laboratory is to report, instead of a drawn one.
 *
 * @param value a decimal, a whole number for COUNT, PASS or FAIL for PASS_FAIL
 * @param labVerdict the laboratory's own word for the whole listing; null for none
 */
public record LabResult(
        String listingId,
        String item,
        String part,
        String material,
        boolean skinContact,
        String method,
        String kind,
        String value,
        String unit,
        String uncertainty,
        String loq,
        String labVerdict) {

    private static final Set<String> KINDS = Set.of("NUMBER", "BELOW", "ABOVE", "PASS_FAIL", "COUNT");

    static Map<String, List<LabResult>> read(Path file) throws BadInput {
        Map<String, List<LabResult>> results = new HashMap<>();
        CsvFile.read(
                file,
                List.of("listing_id", "item", "part", "material", "skin_contact", "method", "kind", "value", "unit"),
                row -> {
                    LabResult result = of(row);
                    List<LabResult> same = results.computeIfAbsent(result.listingId(), id -> new ArrayList<>());
                    if (!same.isEmpty() && !Objects.equals(same.get(0).labVerdict(), result.labVerdict())) {
                        throw new Row.BadField(
                                "lab_verdict", "differs from an earlier line of listing " + result.listingId());
                    }
                    same.add(result);
                });
        return results;
    }

    private static LabResult of(Row row) {
        String kind = row.oneOf("kind", KINDS);
        return new LabResult(
                row.listingId("listing_id"),
                row.required("item"),
                row.required("part"),
                row.required("material"),
                row.oneOf("skin_contact", Set.of("true", "false")).equals("true"),
                row.optional("method"),
                kind,
                value(row, kind),
                kind.equals("PASS_FAIL") ? row.optional("unit") : row.required("unit"),
                decimal(row, "uncertainty"),
                decimal(row, "loq"),
                row.optional("lab_verdict") == null ? null : row.oneOf("lab_verdict", Set.of("PASS", "FAIL", "NONE")));
    }

    private static String value(Row row, String kind) {
        return switch (kind) {
            case "PASS_FAIL" -> row.oneOf("value", Set.of("PASS", "FAIL"));
            case "COUNT" -> String.valueOf(row.wholeNumber("value", 0, Long.MAX_VALUE));
            default -> row.decimal("value").toPlainString();
        };
    }

    private static String decimal(Row row, String column) {
        if (row.optional(column) == null) {
            return null;
        }
        BigDecimal number = row.decimal(column);
        if (number.signum() < 0) {
            throw new Row.BadField(column, number.toPlainString() + " is less than 0");
        }
        return number.toPlainString();
    }
}
