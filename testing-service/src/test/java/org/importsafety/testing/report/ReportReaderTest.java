package org.importsafety.testing.report;

import static org.importsafety.testing.Fixtures.part;
import static org.importsafety.testing.Fixtures.report;
import static org.importsafety.testing.Fixtures.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.importsafety.rest.FieldError;
import org.importsafety.testing.standard.DecisionRule;
import org.importsafety.testing.standard.Limit;
import org.importsafety.testing.standard.Limit.Comparator;
import org.importsafety.testing.standard.PlanVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {
    private static final PlanVersion PLAN = new PlanVersion(
            "p",
            1,
            List.of("c"),
            List.of(),
            LocalDate.EPOCH,
            null,
            DecisionRule.SIMPLE_ACCEPTANCE,
            List.of(
                    limit("lead", Comparator.LE, "100", "mg/kg", true),
                    limit("sharp", Comparator.PASS, null, "1", true),
                    limit("boron", Comparator.LE, "300", "mg/kg", false)));

    @Test
    void a_good_report_is_read() {
        Map<String, Object> good = good();
        assertEquals(List.of(), ReportReader.read(good, PLAN).errors());
        LabReport report = ReportReader.read(good, PLAN).report();
        assertEquals("12.30", report.measurements().get(0).value());
        assertEquals("synthetic-resin", report.part("body").material());
        assertNull(report.supersedes());
    }

    @Test
    void plain_days_are_taken_as_days_in_korea() {
        Map<String, Object> days = good();
        for (String field : List.of("receivedAt", "testedFrom", "testedTo", "issuedAt")) {
            days.put(field, "2026-11-05");
        }
        assertEquals(List.of(), ReportReader.read(days, PLAN).errors());
        days.put("receivedAt", "2026-11-05T20:00:00+09:00");
        assertEquals(List.of(), ReportReader.read(days, PLAN).errors());
    }

    @Test
    void less_than_may_be_told_by_the_limit_of_quantification_alone() {
        Map<String, Object> body = good();
        Map<String, Object> row = rowOf(body, 0);
        row.put("kind", "BELOW");
        row.remove("value");
        row.put("loq", "5");
        assertEquals(
                "5",
                ReportReader.read(body, PLAN).report().measurements().get(0).value());
    }

    @Test
    void every_wrong_field_is_named_at_once() {
        Map<String, Object> body = good();
        body.remove("signedBy");
        body.put("revision", "0");
        rowOf(body, 0).put("unit", "furlong");
        rowOf(body, 1).put("value", "perhaps");
        assertEquals(
                List.of("revision", "signedBy", "measurements[0].unit", "measurements[1].value"), wrongFields(body));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void a_malformed_report_is_refused_by_the_name_of_its_field(String field, Consumer<Map<String, Object>> spoil) {
        Map<String, Object> body = good();
        spoil.accept(body);
        assertEquals(List.of(field), wrongFields(body));
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                bad("reportNo", body -> body.remove("reportNo")),
                bad("reportNo", body -> body.put("reportNo", " ")),
                bad("reportNo", body -> body.put("reportNo", "a|b")),
                bad("reportNo", body -> body.put("reportNo", 17)),
                bad("revision", body -> body.put("revision", -1)),
                bad("revision", body -> body.put("revision", new BigDecimal("0.5"))),
                bad("status", body -> body.put("status", "DRAFT")),
                bad("correctionReason", body -> body.put("supersedes", "R-0")),
                bad("supersedes", body -> body.put("correctionReason", "a dilution forgotten")),
                bad("correctionReason", body -> body.putAll(Map.of("supersedes", "R-0", "correctionReason", " "))),
                bad(
                        "correctionReason",
                        body -> body.putAll(Map.of("supersedes", "R-0", "correctionReason", "x".repeat(501)))),
                bad("sampleId", body -> body.remove("sampleId")),
                bad("sampleId", body -> body.put("sampleId", "a\u0000b")),
                bad("receivedAt", body -> body.put("receivedAt", "yesterday")),
                bad("receivedAt", body -> body.put("receivedAt", "2026-02-30")),
                bad("testedFrom", body -> body.put("testedFrom", "2026-11-04T10:00:00+09:00")),
                bad("testedTo", body -> body.put("testedTo", "2026-11-05T00:00:00Z")),
                bad("issuedAt", body -> body.put("issuedAt", "2026-11-08")),
                bad("issuedAt", body -> body.put("issuedAt", "2026-11-09T18:00:00")),
                bad("labVerdict", body -> body.put("labVerdict", "MAYBE")),
                bad("decisionRule", body -> body.put("decisionRule", null)),
                bad("documentSha256", body -> body.put("documentSha256", "abc")),
                bad("signedBy", body -> body.put("signedBy", List.of())),
                bad("sampleCondition", body -> body.put("sampleCondition", "line\nbreak")),
                bad("coverageFactor", body -> body.put("coverageFactor", "0.0")),
                bad("measurements[0].mdl", body -> rowOf(body, 0).putAll(Map.of("mdl", "2", "loq", "1"))),
                bad("measurements[0].cas", body -> rowOf(body, 0).put("cas", "117-81-8")),
                bad("measurements[0].replicate", body -> rowOf(body, 0).put("replicate", "1")),
                bad("parts[1].part", body -> body.put("parts", List.of(part("body", "wood"), part("body", "wood")))),
                bad("parts[0].skinContact", body -> parts(body).get(0).put("skinContact", "yes")),
                bad("parts[0].material", body -> parts(body).get(0).remove("material")),
                bad("measurements", body -> body.put("measurements", List.of())),
                bad("measurements", body -> body.put("measurements", "none")),
                bad("measurements[0]", body -> body.put("measurements", List.of("x"))),
                bad("measurements[0].item", body -> rowOf(body, 0).put("item", "gold")),
                bad("measurements[0].item", body -> rowOf(body, 0).put("item", "boron")),
                bad("measurements[0].part", body -> rowOf(body, 0).put("part", "lid")),
                bad("measurements[0].method", body -> rowOf(body, 0).remove("method")),
                bad("measurements[0].kind", body -> rowOf(body, 0).put("kind", "TEXT")),
                bad("measurements[0].value", body -> rowOf(body, 0).put("value", 12.3)),
                bad("measurements[0].value", body -> rowOf(body, 0).put("value", "1,000")),
                bad("measurements[0].value", body -> rowOf(body, 0).put("value", "1e3")),
                bad("measurements[0].value", body -> rowOf(body, 0).put("value", "NaN")),
                bad("measurements[0].value", body -> rowOf(body, 0).put("value", "-1")),
                bad("measurements[0].unit", body -> rowOf(body, 0).remove("unit")),
                bad("measurements[0].unit", body -> rowOf(body, 0).put("unit", "mg/L")),
                bad("measurements[0].uncertainty", body -> rowOf(body, 0).put("uncertainty", "-0.1")),
                bad("measurements[0].loq", body -> rowOf(body, 0).put("loq", 5)),
                bad("measurements[0].accredited", body -> rowOf(body, 0).put("accredited", "true")),
                bad("measurements[1].kind", body -> rowOf(body, 1).putAll(Map.of("kind", "NUMBER", "value", "1"))),
                bad("measurements[0].kind", body -> rowOf(body, 0)
                        .putAll(Map.of("kind", "PASS_FAIL", "value", "PASS"))),
                bad("measurements[1].value", body -> rowOf(body, 1).put("value", "OK")),
                bad("measurements[0].value", body -> rowOf(body, 0).putAll(Map.of("kind", "COUNT", "value", "1.5"))),
                bad("measurements[0].value", body -> rowOf(body, 0).putAll(Map.of("kind", "BELOW", "loq", "50"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7439-92-1", "117-81-7", "84-74-2", "50-00-0", "7440-43-9", "1163-19-5"})
    void a_cas_number_has_the_check_digit_that_fits(String cas) {
        assertTrue(Particulars.isCasNumber(cas));
        char last = cas.charAt(cas.length() - 1);
        for (char digit = '0'; digit <= '9'; digit++) {
            assertEquals(digit == last, Particulars.isCasNumber(cas.substring(0, cas.length() - 1) + digit));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7439921", "07439-92-1", "7439-921", "7-92-1", "74399999-92-1", "7439-92-1 ", ""})
    void what_only_looks_like_a_cas_number_is_none(String text) {
        assertFalse(Particulars.isCasNumber(text));
    }

    private static Arguments bad(String field, Consumer<Map<String, Object>> spoil) {
        return Arguments.of(field, spoil);
    }

    private static List<String> wrongFields(Map<String, Object> body) {
        return ReportReader.read(body, PLAN).errors().stream()
                .map(FieldError::field)
                .toList();
    }

    private static Map<String, Object> good() {
        return report(
                "R-1",
                List.of(
                        row("lead", "body", "NUMBER", "12.30", "mg/kg"),
                        row("sharp", "body", "PASS_FAIL", "PASS", "1")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> rowOf(Map<String, Object> body, int at) {
        return ((List<Map<String, Object>>) body.get("measurements")).get(at);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> parts(Map<String, Object> body) {
        return (List<Map<String, Object>>) body.get("parts");
    }

    private static Limit limit(String item, Comparator comparator, String limit, String unit, boolean verified) {
        BigDecimal number = limit == null ? null : new BigDecimal(limit);
        return new Limit(
                item, "M", comparator, number, null, unit, List.of(), null, null, List.of(), "s", null, verified);
    }
}
