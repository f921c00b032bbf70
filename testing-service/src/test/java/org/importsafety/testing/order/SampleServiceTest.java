package org.importsafety.testing.order;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.importsafety.testing.Fixtures.as;
import static org.importsafety.testing.Fixtures.audited;
import static org.importsafety.testing.Fixtures.events;
import static org.importsafety.testing.Fixtures.jewellery;
import static org.importsafety.testing.Fixtures.lab;
import static org.importsafety.testing.Fixtures.ordered;
import static org.importsafety.testing.Fixtures.report;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

/** What may go wrong with a sample, on real Kafka and PostgreSQL. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class SampleServiceTest {
    private static final String PHOTO = "AB".repeat(32);

    @Inject
    Mutiny.SessionFactory sessions;

    @Test
    void a_wrong_label_at_intake_stops_the_test_until_the_right_sample_is_received() {
        JsonPath order = accepted("2027-09", "LABEL");
        Map<String, Object> report = report("SAM-1", jewellery("0.01", "0.001"));
        move(order, "MISMATCH", Map.of())
                .statusCode(409)
                .body("allowed", contains("BOUGHT", "SHIPPED", "RECEIVED", "UNAVAILABLE"));
        move(order, "RECEIVED", Map.of("sealNo", "S-1", "photoHash", PHOTO, "note", "sealed"))
                .statusCode(201);
        move(order, "MISMATCH", Map.of("note", "the label names another model"))
                .statusCode(201)
                .body("sampleStep", equalTo("MISMATCH"))
                .body("nextSteps", contains("BOUGHT", "UNAVAILABLE"));
        post(order, report)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("not what was ordered"));
        move(order, "RECEIVED", Map.of()).statusCode(409).body("allowed", contains("BOUGHT", "UNAVAILABLE"));
        move(order, "BOUGHT", Map.of()).statusCode(201);
        post(order, report).statusCode(409);
        trail(order).body("stopped", equalTo(true));
        assertEquals(
                "The sample was not what was ordered: what is reported on another one, once received, counts",
                as("officer")
                        .get("/quarantined-reports?limit=1000")
                        .path("items.find { it.reportNo == 'SAM-1' }.reason"));

        move(order, "RECEIVED", Map.of("sealNo", "S-2")).statusCode(201);
        trail(order)
                .body("stopped", equalTo(false))
                .body("step", equalTo("RECEIVED"))
                .body("nextSteps", contains("TESTING", "STORED", "MORE_NEEDED", "MISMATCH"))
                .body("moves.seq", contains(1, 2, 3, 4))
                .body("moves.step", contains("RECEIVED", "MISMATCH", "BOUGHT", "RECEIVED"))
                .body("moves.sealNo", contains("S-1", null, null, "S-2"))
                .body("moves[0].photoHash", equalTo(PHOTO.toLowerCase()))
                .body("moves[0].note", equalTo("sealed"))
                .body("moves[0].by", equalTo("somebody"))
                .body("moves[0].at", notNullValue());
        post(order, report).statusCode(201).body("verdict", equalTo("PASS"));
        assertEquals(
                List.of("TestOrdered", "SampleMoved", "SampleMoved", "SampleMoved", "SampleMoved"),
                types(events(Topics.TESTING, order.getString("caseId"), 5)));
        assertEquals(
                1, events(Topics.TESTING_RESULTS, order.getString("caseId"), 1).size());
    }

    @Test
    void more_sample_is_asked_for_and_received_and_a_repeat_is_told_once() {
        JsonPath order = accepted("2027-09", "THIN");
        Map<String, Object> none = Map.of();
        move(order, "BOUGHT", none).statusCode(201);
        move(order, "RECEIVED", none).statusCode(201);
        move(order, "MORE_NEEDED", Map.of("note", "5 g more")).statusCode(201);
        move(order, "MORE_NEEDED", Map.of("note", "5 g more")).statusCode(200);
        move(order, "MORE_NEEDED", Map.of("note", "9 g more"))
                .statusCode(409)
                .body("allowed", contains("BOUGHT", "SHIPPED", "RECEIVED", "UNAVAILABLE"));
        move(order, "BOUGHT", none).statusCode(201);
        move(order, "RECEIVED", none).statusCode(201);
        move(order, "RECEIVED", none).statusCode(200);
        post(order, report("SAM-2", jewellery("0.01", "0.001"))).statusCode(201);
        trail(order).body("moves.step", contains("BOUGHT", "RECEIVED", "MORE_NEEDED", "BOUGHT", "RECEIVED"));
        List<JsonPath> told = events(Topics.TESTING, order.getString("caseId"), 6);
        assertEquals(
                List.of("BOUGHT", "RECEIVED", "MORE_NEEDED", "BOUGHT", "RECEIVED"),
                told.stream().skip(1).map(event -> event.getString("step")).toList());
        assertEquals(
                6,
                told.stream()
                        .map(event -> event.getString("eventId"))
                        .distinct()
                        .count());
    }

    @Test
    void a_sample_that_cannot_be_had_ends_the_order_and_the_case_once() {
        JsonPath order = accepted("2027-09", "GONE");
        String id = order.getString("testOrderId");
        move(order, "BOUGHT", Map.of()).statusCode(201);
        Map<String, Object> why = Map.of("note", "the seller cancelled twice");
        move(order, "UNAVAILABLE", why)
                .statusCode(201)
                .body("status", equalTo("UNAVAILABLE"))
                .body("endReason", equalTo("the seller cancelled twice"))
                .body("supersededBy", nullValue())
                .body("nextSteps", empty());
        move(order, "UNAVAILABLE", why).statusCode(200);
        move(order, "RECEIVED", Map.of()).statusCode(409).body("allowed", empty());
        post(order, report("SAM-3", jewellery("0.01", "0.001"))).statusCode(409);

        List<JsonPath> told = events(Topics.TESTING, order.getString("caseId"), 4);
        assertEquals(List.of("TestOrdered", "SampleMoved", "SampleMoved", "TestUnroutable"), types(told));
        assertEquals("UNAVAILABLE", told.get(2).getString("step"));
        assertEquals("SAMPLE_UNAVAILABLE", told.get(3).getString("reason"));
        assertEquals(id, told.get(3).getString("testOrderId"));
        as("officer")
                .get("/cases/" + order.getString("caseId") + "/verdicts")
                .then()
                .body("unroutable", equalTo("SAMPLE_UNAVAILABLE"));
        assertEquals(List.of("ORDER_UNAVAILABLE the seller cancelled twice"), audited(sessions, id));
    }

    @Test
    void a_split_sample_that_cannot_be_had_does_not_end_the_case() {
        JsonPath first = accepted("2027-09", "HALF");
        JsonPath split = as("officer")
                .body("{\"reason\":\"comparison\"}")
                .post("/test-orders/" + first.getString("testOrderId") + "/split")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        as("officer").post("/test-orders/" + split.getString("testOrderId") + "/acceptance");
        move(split, "UNAVAILABLE", Map.of()).statusCode(201).body("status", equalTo("UNAVAILABLE"));
        post(first, report("SAM-4", jewellery("0.01", "0.001"))).statusCode(201);
        List<JsonPath> told = events(Topics.TESTING, first.getString("caseId"), 4);
        assertEquals("SPLIT_SAMPLE_UNAVAILABLE", told.get(3).getString("reason"));
        as("officer")
                .get("/cases/" + first.getString("caseId") + "/verdicts")
                .then()
                .body("unroutable", nullValue());
    }

    @Test
    void the_trail_is_the_own_laboratorys_and_bad_evidence_is_named() {
        JsonPath order = accepted("2027-09", "TRAIL");
        String path = "/test-orders/" + order.getString("testOrderId") + "/sample";
        String other = order.getString("lab").equals("KTR") ? "KCL" : "KTR";
        lab(other).get(path).then().statusCode(403);
        assertEquals(List.of("REFUSED read"), audited(sessions, order.getString("testOrderId")));
        as("platform").get(path).then().statusCode(403);
        lab(other)
                .get("/test-orders/00000000-0000-3000-8000-000000000000/sample")
                .then()
                .statusCode(404);
        trail(order).body("step", nullValue()).body("moves", empty());
        as("auditor").get(path).then().statusCode(200);
        move(order, "RECEIVED", Map.of("sealNo", " ", "photoHash", "ab12", "note", ""))
                .statusCode(422)
                .body("errors.field", contains("sealNo", "photoHash", "note"));
        trail(order).body("moves", empty());
    }

    private static JsonPath accepted(String month, String listing) {
        JsonPath order = ordered(month, listing, "jewellery", null);
        lab(order.getString("lab"))
                .post("/test-orders/" + order.getString("testOrderId") + "/acceptance")
                .then()
                .statusCode(201);
        return order;
    }

    private static ValidatableResponse move(JsonPath order, String step, Map<String, Object> evidence) {
        Map<String, Object> body = new HashMap<>(evidence);
        body.put("step", step);
        return lab(order.getString("lab"))
                .body(body)
                .post("/test-orders/" + order.getString("testOrderId") + "/sample")
                .then();
    }

    private static ValidatableResponse trail(JsonPath order) {
        return lab(order.getString("lab"))
                .get("/test-orders/" + order.getString("testOrderId") + "/sample")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse post(JsonPath order, Map<String, Object> report) {
        return lab(order.getString("lab"))
                .body(report)
                .post("/test-orders/" + order.getString("testOrderId") + "/reports")
                .then();
    }

    private static List<String> types(List<JsonPath> events) {
        return events.stream().map(event -> event.getString("type")).toList();
    }
}
