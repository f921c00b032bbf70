package org.importsafety.testing.report;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.importsafety.testing.Fixtures.as;
import static org.importsafety.testing.Fixtures.events;
import static org.importsafety.testing.Fixtures.jewellery;
import static org.importsafety.testing.Fixtures.lab;
import static org.importsafety.testing.Fixtures.ordered;
import static org.importsafety.testing.Fixtures.part;
import static org.importsafety.testing.Fixtures.report;
import static org.importsafety.testing.Fixtures.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

/** What is malformed is refused by the name of its field, changes nothing, and reaches no topic. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class MalformedReportServiceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param field what the answer has to name */
    record Malformed(String field, int status, String body) {}

    @Test
    void thirty_malformed_reports_are_each_refused_by_the_name_of_their_field() {
        JsonPath order = ordered("2026-07", "TORC", "jewellery", null);
        List<Malformed> malformed = malformed();
        assertTrue(malformed.size() >= 30, "only " + malformed.size());
        for (Malformed one : malformed) {
            ValidatableResponse answer = post(order, one.body());
            assertEquals(one.status(), answer.extract().statusCode(), one.toString());
            assertEquals(List.of(one.field()), answer.extract().path("errors.field"), one.toString());
            answer.contentType("application/problem+json");
        }
        as("officer")
                .get("/cases/2026-07:TORC/verdicts")
                .then()
                .body("orders[0].status", equalTo("ORDERED"))
                .body("orders[0].reports", empty());
        post(order, text(report("MAL-1", jewellery("0.01", "0.001")))).statusCode(201);
        List<JsonPath> told = events(Topics.TESTING_RESULTS, "2026-07:TORC", 1);
        assertEquals(1, told.size());
        assertEquals("TestPassed", told.get(0).getString("type"));
    }

    @Test
    void every_field_of_the_standard_is_taken_and_kept() {
        JsonPath order = ordered("2026-07", "TIARA", "jewellery", null);
        post(order, text(whole("MAL-2"))).statusCode(201).body("verdict", equalTo("PASS"));
        post(order, text(whole("MAL-3"))).statusCode(409);
        JsonPath kept = JsonPath.from(as("officer").get("/quarantined-reports").asString());
        Map<String, Object> document = kept.getMap("items.find { it.reportNo == 'MAL-3' }.document");
        assertEquals(JsonPath.from(text(whole("MAL-3"))).getMap(""), document);
    }

    @Test
    void the_quarantine_is_read_page_by_page_by_officers_and_auditors() {
        JsonPath order = ordered("2026-07", "DIADEM", "jewellery", null);
        post(order, text(whole("MAL-4"))).statusCode(201);
        for (String number : List.of("MAL-5", "MAL-6", "MAL-7")) {
            post(order, text(whole(number))).statusCode(409);
        }
        List<String> numbers = new ArrayList<>();
        String after = "0";
        while (after != null) {
            JsonPath page = as("auditor")
                    .get("/quarantined-reports?limit=1&after=" + after)
                    .jsonPath();
            numbers.addAll(page.getList("items.reportNo", String.class));
            after = page.getString("next");
        }
        assertEquals(
                List.of("MAL-5", "MAL-6", "MAL-7"),
                numbers.stream()
                        .filter(List.of("MAL-4", "MAL-5", "MAL-6", "MAL-7")::contains)
                        .toList());
        JsonPath first = as("officer").get("/quarantined-reports").jsonPath();
        assertEquals("The order is closed", first.getString("items.find { it.reportNo == 'MAL-5' }.reason"));
        assertEquals("2026-07:DIADEM", first.getString("items.find { it.reportNo == 'MAL-5' }.caseId"));
        as("officer")
                .get("/quarantined-reports?after=x")
                .then()
                .statusCode(400)
                .body("errors.field", contains("after"));
        lab(order.getString("lab")).get("/quarantined-reports").then().statusCode(403);
    }

    private static List<Malformed> malformed() {
        return List.of(
                new Malformed("body", 400, "{"),
                new Malformed("body", 400, "[]"),
                new Malformed("body", 400, "{} {}"),
                bad("reportNo", body -> body.remove("reportNo")),
                bad("reportNo", body -> body.put("reportNo", "a|b")),
                bad("reportNo", body -> body.put("reportNo", "x".repeat(65))),
                bad("revision", body -> body.put("revision", -1)),
                bad("revision", body -> body.put("revision", "0")),
                bad("correctionReason", body -> body.put("supersedes", "R-0")),
                bad("status", body -> body.put("status", "DRAFT")),
                bad("sampleId", body -> body.put("sampleId", "")),
                bad("receivedAt", body -> body.put("receivedAt", "2026-02-30")),
                bad("testedFrom", body -> body.put("testedFrom", "2026-11-01")),
                bad("testedTo", body -> body.put("testedTo", "2026-11-04")),
                bad("issuedAt", body -> body.put("issuedAt", "2026-11-09T18:00:00")),
                bad("labVerdict", body -> body.put("labVerdict", "MAYBE")),
                bad("decisionRule", body -> body.remove("decisionRule")),
                bad("documentSha256", body -> body.put("documentSha256", "abc")),
                bad("signedBy", body -> body.put("signedBy", List.of())),
                bad("title", body -> body.put("title", 7)),
                bad("customer", body -> body.put("customer", "x".repeat(201))),
                bad("resultsRelateOnlyToItemsTested", body -> body.put("resultsRelateOnlyToItemsTested", "yes")),
                bad("coverageFactor", body -> body.put("coverageFactor", "0")),
                bad("coverageFactor", body -> body.put("coverageFactor", 2)),
                bad("opinions", body -> body.put("opinions", " ")),
                bad("parts", body -> body.remove("parts")),
                bad("parts[2].part", body -> add(body, "parts", part("clasp", "metal"))),
                bad("measurements", body -> body.put("measurements", List.of())),
                bad("measurements[0]", body -> body.put("measurements", List.of(7))),
                bad("measurements[4].item", with(row("gold", "clasp", "NUMBER", "1", "%"))),
                bad("measurements[4].part", with(row("total-lead", "x", "NUMBER", "1", "%"))),
                bad("measurements[4].kind", with(of("kind", "TEXT"))),
                bad("measurements[4].value", with(of("value", 0.05))),
                bad("measurements[4].value", with(of("value", "0,05"))),
                bad("measurements[4].unit", with(of("unit", "lbs"))),
                bad("measurements[4].unit", with(of("unit", "mm"))),
                bad("measurements[4].uncertainty", with(of("uncertainty", "-1"))),
                bad("measurements[4].loq", with(of("loq", true))),
                bad("measurements[4].mdl", with(of("mdl", "few"))),
                bad("measurements[4].cas", with(of("cas", "7439-92-2"))),
                bad("measurements[4].replicate", with(of("replicate", 0))),
                bad("measurements[4].methodEdition", with(of("methodEdition", 2019))),
                bad("measurements[4].accredited", with(of("accredited", null))));
    }

    private static Malformed bad(String field, Consumer<Map<String, Object>> spoil) {
        Map<String, Object> body = whole("MAL-0");
        spoil.accept(body);
        return new Malformed(field, 422, text(body));
    }

    /** A row of lead with one field of it changed. */
    private static Map<String, Object> of(String field, Object value) {
        Map<String, Object> row = row("total-lead", "clasp", "NUMBER", "0.001", "%");
        row.put(field, value);
        return row;
    }

    /** One row more. */
    private static Consumer<Map<String, Object>> with(Map<String, Object> row) {
        return body -> add(body, "measurements", row);
    }

    @SuppressWarnings("unchecked")
    private static void add(Map<String, Object> body, String list, Map<String, Object> row) {
        ((List<Map<String, Object>>) body.get(list)).add(row);
    }

    /** With every optional field. */
    private static Map<String, Object> whole(String reportNo) {
        Map<String, Object> body = report(reportNo, jewellery("0.01", "0.001"));
        body.put("title", "Test report");
        body.put("labAddress", "1 Laboratory Road, Seoul");
        body.put("placeOfTest", "2 Laboratory Road, Seoul");
        body.put("customer", "Importers' association");
        body.put("requestNo", "A26-0457");
        body.put("sampleDescription", "Necklace with clasp, silver-coloured");
        body.put("sampleCondition", "sealed, undamaged");
        body.put("samplingPlan", "bought in the shop by the laboratory");
        body.put("resultsRelateOnlyToItemsTested", true);
        body.put("deviations", "none");
        body.put("subcontractedTo", "none");
        body.put("conditions", "23 °C, 50 % relative humidity");
        body.put("coverageFactor", "2");
        body.put("opinions", "none");
        Map<String, Object> row = of("methodEdition", "2019");
        row.put("replicate", 2);
        row.put("cas", "7439-92-1");
        row.put("mdl", "0.0001");
        row.put("loq", "0.0003");
        row.put("subcontractedTo", "another laboratory");
        add(body, "measurements", row);
        return body;
    }

    private static String text(Map<String, Object> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ValidatableResponse post(JsonPath order, String body) {
        return lab(order.getString("lab"))
                .body(body)
                .post("/test-orders/" + order.getString("testOrderId") + "/reports")
                .then();
    }
}
