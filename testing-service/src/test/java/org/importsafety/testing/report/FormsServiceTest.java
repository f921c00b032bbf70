package org.importsafety.testing.report;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.importsafety.testing.Fixtures.events;
import static org.importsafety.testing.Fixtures.jewellery;
import static org.importsafety.testing.Fixtures.lab;
import static org.importsafety.testing.Fixtures.ordered;
import static org.importsafety.testing.Fixtures.part;
import static org.importsafety.testing.Fixtures.report;
import static org.importsafety.testing.Fixtures.row;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

/** FHIR and CSV are other forms of the same report. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class FormsServiceTest {
    private static final String JSON = "application/json";
    private static final String FHIR = "application/fhir+json";
    private static final String CSV = "text/csv";

    @Test
    void one_report_sent_three_ways_gets_the_same_verdict() {
        List<JsonPath> answers = new ArrayList<>();
        List<JsonPath> told = new ArrayList<>();
        for (String form : List.of(JSON, FHIR, CSV)) {
            String listing = "FORM-" + form.replaceAll("[^a-z]", "");
            JsonPath order = ordered("2026-03", listing, "jewellery", null);
            answers.add(post(order, form, body(form, listing))
                    .statusCode(201)
                    .extract()
                    .jsonPath());
            post(order, form, body(form, listing)).statusCode(200);
            told.add(events(Topics.TESTING_RESULTS, "2026-03:" + listing, 1).get(0));
        }
        for (int i = 0; i < 3; i++) {
            assertEquals("FAIL", answers.get(i).getString("verdict"));
            assertEquals(true, answers.get(i).getBoolean("mismatch"));
            assertEquals(true, answers.get(i).getBoolean("marginal"));
            assertEquals(
                    answers.get(0).getList("nonconformities"), answers.get(i).getList("nonconformities"));
            assertEquals("TestFailed", told.get(i).getString("type"));
            assertEquals(told.get(0).getList("nonconformities"), told.get(i).getList("nonconformities"));
        }
        assertEquals("94.50", answers.get(0).getString("nonconformities[0].measured"));
    }

    @Test
    void the_same_report_in_another_form_is_no_other_report() {
        JsonPath order = ordered("2026-03", "SAME-FORM", "jewellery", null);
        post(order, JSON, body(JSON, "SAME-FORM")).statusCode(201);
        post(order, CSV, body(CSV, "SAME-FORM")).statusCode(200);
        post(order, FHIR, body(FHIR, "SAME-FORM")).statusCode(200);
        post(order, CSV, body(CSV, "SAME-FORM").replace("94.50", "94.51")).statusCode(409);
    }

    @Test
    void what_is_wrong_is_named_by_line_and_column_in_csv() {
        JsonPath order = ordered("2026-03", "BAD-CSV", "jewellery", null);
        String good = body(CSV, "BAD-CSV");
        post(order, CSV, "").statusCode(400).body("errors.field", contains("body"));
        post(order, CSV, good.lines().findFirst().orElseThrow()).statusCode(400).body("errors.field", contains("body"));
        wrong(order, CSV, good.replace("0.008", "0,008"), "line 3");
        wrong(order, CSV, good.replace("0.008", "few"), "line 3, column value");
        wrong(order, CSV, good.replace("ug/cm2/wk", "lbs"), "line 4, column unit");
        wrong(order, CSV, good.replace("BELOW", "below"), "line 4, column kind");
        wrong(order, CSV, good.replace("signer-1", ""), "line 2, column signed_by");
        wrong(order, CSV, good.replace("signed_by", "signed"), "line 2, column signed_by");
        wrong(order, CSV, good.replace("metal,true", "metal,yes"), "line 2, column skin_contact");
        wrong(
                order,
                CSV,
                good.replaceFirst("(?s)clasp,metal(.*)clasp,metal", "clasp,metal$1clasp,glass"),
                "line 4, column material");
        wrong(order, CSV, good.replace("total-lead", "gold"), "line 3, column item");
        wrong(
                order,
                CSV,
                good.replaceFirst("metal,true", "metal,")
                        .replaceFirst("(?s)metal,true(.*)metal,true", "metal,yes$1metal,"),
                "line 3, column skin_contact");
        wrong(order, CSV, good + "BAD-CSV-2" + ",".repeat(24) + "\n", "line 5, column report_no");
        wrong(order, CSV, good + "BAD-CSV\n", "line 5");
    }

    @Test
    void what_is_wrong_is_named_by_its_path_in_fhir() {
        JsonPath order = ordered("2026-03", "BAD-FHIR", "jewellery", null);
        String good = body(FHIR, "BAD-FHIR");
        for (String none : List.of(
                "{",
                "[]",
                "{}",
                "{\"resourceType\": \"Patient\"}",
                good.replace(
                        "[{\"url\": \"urn:importsafety:material\"", "[7, {\"url\": \"urn:importsafety:material\""))) {
            post(order, FHIR, none).statusCode(400).body("errors.field", contains("body"));
        }
        wrong(order, FHIR, good.replace("\"amended\"", "\"cancelled\""), "DiagnosticReport.status");
        wrong(order, FHIR, good.replace("\"amended\"", "\"fine\""), "status.value");
        wrong(order, FHIR, good.replace("resultsInterpreter", "interpreter"), "interpreter");
        wrong(order, FHIR, good.replace("\"#o3\"", "\"#o4\""), "reference");
        wrong(
                order,
                FHIR,
                good.replace("\"<\"", "\"<=\""),
                "DiagnosticReport.result[2].resolve().valueQuantity.comparator");
        wrong(order, FHIR, good.replace("ug/cm2/wk", "lbs"), "DiagnosticReport.result[2].resolve().valueQuantity.code");
        wrong(
                order,
                FHIR,
                good.replace("total-lead", "gold"),
                "DiagnosticReport.result[1].resolve().code.coding[0].code");
        wrong(
                order,
                FHIR,
                good.replace("urn:importsafety:decisionRule", "urn:importsafety:rule"),
                "DiagnosticReport.extension('urn:importsafety:decisionRule')");
        wrong(
                order,
                FHIR,
                good.replace("2026-11-05T09:00:00+09:00", "2026-12-05T09:00:00+09:00"),
                "DiagnosticReport.effectivePeriod.start");
        wrong(
                order,
                FHIR,
                good.replace("\"valueQuantity\": {\"value\": 0.008, \"code\": \"%\"}", "\"valueString\": \"traces\""),
                "DiagnosticReport.result[1].resolve().value[x]");
    }

    @Test
    void a_failed_physical_test_is_told_by_a_flag_or_a_code() {
        for (String value : List.of("\"valueBoolean\": false", """
                "valueCodeableConcept": {"coding": [{"code": "FAIL"}]}""")) {
            JsonPath order = ordered("2026-03", "PHYSICAL-" + value.length(), "toys", "CHILD");
            String sharp = observation("o1", "sharp-edges", value);
            post(order, FHIR, fhir("PHYSICAL-" + value.length(), "final", List.of(sharp)))
                    .statusCode(201)
                    .body("verdict", equalTo("FAIL"))
                    .body("nonconformities[0].measured", equalTo("FAIL"));
        }
    }

    private static void wrong(JsonPath order, String form, String body, String place) {
        ValidatableResponse answer = post(order, form, body);
        assertEquals(422, answer.extract().statusCode(), place);
        assertEquals(List.of(place), answer.extract().path("errors.field"));
    }

    private static ValidatableResponse post(JsonPath order, String form, String body) {
        return lab(order.getString("lab"))
                .contentType(form + ";charset=UTF-8")
                .body(body)
                .post("/test-orders/" + order.getString("testOrderId") + "/reports")
                .then();
    }

    private static String body(String form, String reportNo) {
        return switch (form) {
            case JSON -> json(reportNo);
            case CSV -> csv(reportNo);
            default ->
                fhir(
                        reportNo,
                        "amended",
                        List.of(
                                observation("o1", "total-cadmium", """
                                "valueQuantity": {"value": 94.50, "code": "%"}"""),
                                observation("o2", "total-lead", """
                                "valueQuantity": {"value": 0.008, "code": "%"}""").replace("[{\"url\"", """
                                [{"url": "urn:importsafety:uncertainty", "valueDecimal": 0.002},
                                 {"url": "urn:importsafety:cas", "valueString": "7439-92-1"},
                                 {"url\""""),
                                observation("o3", "nickel-release", """
                                "valueQuantity": {"value": 0.05, "comparator": "<", "code": "ug/cm2/wk"}""")));
        };
    }

    private static String json(String reportNo) {
        Map<String, Object> lead = row("total-lead", "clasp", "NUMBER", "0.008", "%");
        lead.put("uncertainty", "0.002");
        lead.put("cas", "7439-92-1");
        Map<String, Object> body = report(
                reportNo,
                List.of(
                        jewellery("94.50", "0").get(0),
                        lead,
                        row("nickel-release", "clasp", "BELOW", "0.05", "ug/cm2/wk")));
        body.put("parts", List.of(part("clasp", "metal")));
        body.put("labVerdict", "PASS");
        body.put("customer", "association");
        return Submission.of(null, body).document();
    }

    private static String csv(String reportNo) {
        String header = "report_no,revision,status,sample_id,received_at,tested_from,tested_to,issued_at,lab_verdict,"
                + "decision_rule,document_sha256,signed_by,customer,listing_id,item,part,material,skin_contact,method,"
                + "kind,value,unit,uncertainty,cas,accredited\n";
        String report = reportNo + ",0,FINAL,S-1,2026-11-05T09:00:00+09:00,2026-11-05T10:00:00+09:00,"
                + "2026-11-09T18:00:00+09:00,2026-11-10T09:00:00+09:00,PASS,SIMPLE_ACCEPTANCE," + "ab".repeat(32)
                + ",signer-1,association,";
        String again = reportNo + ",0,,,,,,,,,,,,";
        return "\uFEFF" + header
                + report + "L,total-cadmium,clasp,metal,true,M,NUMBER,94.50,%,,,true\n"
                + again + "L,total-lead,clasp,metal,true,M,NUMBER,0.008,%,0.002,7439-92-1,true\n"
                + again + "L,nickel-release,clasp,metal,true,M,BELOW,0.05,ug/cm2/wk,,,true\n";
    }

    private static String fhir(String reportNo, String status, List<String> observations) {
        StringBuilder results = new StringBuilder();
        for (int i = 1; i <= observations.size(); i++) {
            results.append(i == 1 ? "" : ",")
                    .append("{\"reference\": \"#o")
                    .append(i)
                    .append("\"}");
        }
        return """
                {"resourceType": "DiagnosticReport", "status": "%s", "code": {"text": "Test report"},
                 "identifier": [{"value": "%s"}],
                 "extension": [
                   {"url": "urn:importsafety:revision", "valueInteger": 0},
                   {"url": "urn:importsafety:decisionRule", "valueString": "SIMPLE_ACCEPTANCE"},
                   {"url": "urn:importsafety:documentSha256", "valueString": "%s"},
                   {"url": "urn:importsafety:customer", "valueString": "association"},
                   {"url": "https://example.org/other", "valueString": "of no interest here"}],
                 "effectivePeriod": {"start": "2026-11-05T10:00:00+09:00", "end": "2026-11-09T18:00:00+09:00"},
                 "issued": "2026-11-10T09:00:00+09:00",
                 "resultsInterpreter": [{"identifier": {"value": "signer-1"}}],
                 "conclusionCode": [{"coding": [{"code": "PASS"}]}],
                 "specimen": [{"reference": "#s1"}],
                 "result": [%s],
                 "contained": [
                   {"resourceType": "Specimen", "id": "s1", "identifier": [{"value": "S-1"}],
                    "receivedTime": "2026-11-05T09:00:00+09:00"},
                   %s]}
                """.formatted(status, reportNo, "ab".repeat(32), results, String.join(",", observations));
    }

    private static String observation(String id, String item, String value) {
        return """
                {"resourceType": "Observation", "id": "%s", "status": "final",
                 "code": {"coding": [{"code": "%s"}]}, "method": {"text": "M"}, "bodySite": {"text": "clasp"},
                 "extension": [{"url": "urn:importsafety:material", "valueString": "metal"},
                   {"url": "urn:importsafety:skinContact", "valueBoolean": true},
                   {"url": "urn:importsafety:accredited", "valueBoolean": true}],
                 %s}""".formatted(id, item, value);
    }
}
