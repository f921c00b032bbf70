package org.importsafety.testing.report;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.importsafety.testing.Fixtures.as;
import static org.importsafety.testing.Fixtures.events;
import static org.importsafety.testing.Fixtures.jewellery;
import static org.importsafety.testing.Fixtures.lab;
import static org.importsafety.testing.Fixtures.ordered;
import static org.importsafety.testing.Fixtures.report;
import static org.importsafety.testing.Fixtures.row;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class ReportServiceTest {
    @jakarta.inject.Inject
    Mutiny.SessionFactory sessions;

    @Test
    void a_failing_report_is_answered_and_told_with_what_does_not_conform() {
        JsonPath order = ordered("2026-10", "RING", "jewellery", "ADULT");
        Map<String, Object> body = report("F-1", jewellery("94.5", "0.008"));
        body.put("labVerdict", "PASS");
        post(order, body)
                .statusCode(201)
                .body("testOrderId", equalTo(order.getString("testOrderId")))
                .body("caseId", equalTo("2026-10:RING"))
                .body("verdict", equalTo("FAIL"))
                .body("mismatch", equalTo(true))
                .body("nonconformities.item", contains("total-cadmium"))
                .body("nonconformities[0].ratio", equalTo("945"));
        post(order, body)
                .statusCode(200)
                .body("verdict", equalTo("FAIL"))
                .body("nonconformities[0].measured", equalTo("94.5"));

        List<JsonPath> told = events(Topics.TESTING_RESULTS, "2026-10:RING", 1);
        assertEquals(1, told.size());
        JsonPath failed = told.get(0);
        assertEquals("TestFailed", failed.getString("type"));
        assertEquals("s1", failed.getString("sellerId"));
        assertEquals("2025-11-04T00:00:00Z", failed.getString("refundFrom"));
        assertEquals("SIMPLE_ACCEPTANCE", failed.getString("decisionRule"));
        assertEquals("LT", failed.getString("nonconformities[0].comparator"));
        assertEquals("0.1", failed.getString("nonconformities[0].limit"));
        as("officer")
                .get("/test-orders/" + order.getString("testOrderId"))
                .then()
                .body("status", equalTo("CLOSED"))
                .body("verdict", equalTo("FAIL"));
        as("officer")
                .get("/cases/2026-10:RING/verdicts")
                .then()
                .body("orders[0].reports[0].verdict", equalTo("FAIL"))
                .body("orders[0].reports[0].nonconformities", hasSize(1))
                .body("orders[0].reports[0].decisionRule", equalTo("SIMPLE_ACCEPTANCE"))
                .body("orders[0].reports[0].findings.item", contains("total-cadmium", "total-lead", "nickel-release"))
                .body("orders[0].reports[0].findings.result", contains("FAILS", "CONFORMS", "CONFORMS"))
                .body("orders[0].reports[0].findings[1].ratio", equalTo("0.889"));
        as("officer").get("/q/metrics").then().body(containsString("testing_verdicts_total{outcome=\"FAIL\"}"));
    }

    @Test
    void the_components_of_a_sum_are_taken_as_ordered_and_told_as_the_sum() {
        JsonPath order = ordered("2026-10", "CLIP", "hair-accessories", "ADULT");
        Map<String, Object> body = report(
                "S-1",
                List.of(
                        row("DEHP", "body", "NUMBER", "400", "mg/kg"),
                        row("DBP", "body", "NUMBER", "0.04", "%"),
                        row("BBP", "body", "NUMBER", "0.04", "%")));
        post(order, body)
                .statusCode(201)
                .body("verdict", equalTo("FAIL"))
                .body("nonconformities.item", contains("phthalates-sum"))
                .body("nonconformities[0].measured", equalTo("0.1200"))
                .body("nonconformities[0].ratio", equalTo("1.2"));
    }

    @Test
    void a_partial_report_waits_for_the_final_one() {
        JsonPath order = ordered("2026-10", "BROOCH", "jewellery", null);
        Map<String, Object> partial = report("P-1", List.of(row("total-lead", "clasp", "NUMBER", "5", "%")));
        partial.put("status", "PARTIAL");
        post(order, partial).statusCode(201).body("verdict", equalTo("PENDING")).body("nonconformities", empty());
        Map<String, Object> last = report("P-1", jewellery("0.01", "0.009"));
        last.put("revision", 1);
        post(order, last).statusCode(201).body("verdict", equalTo("PASS"));
        assertEquals(List.of("TestPassed"), types(events(Topics.TESTING_RESULTS, "2026-10:BROOCH", 1)));
    }

    @Test
    void what_is_not_decided_is_inconclusive_with_its_reason() {
        JsonPath missing = ordered("2026-10", "BANGLE", "jewellery", null);
        post(missing, report("I-1", jewellery("0.01", "0.001").subList(0, 2)))
                .statusCode(201)
                .body("verdict", equalTo("INCONCLUSIVE"))
                .body("reason", equalTo("nickel-release: ITEMS_MISSING"));
        JsonPath contradicted = ordered("2026-10", "ANKLET", "jewellery", null);
        Map<String, Object> body = report("I-2", jewellery("0.01", "0.001"));
        body.put("labVerdict", "FAIL");
        post(contradicted, body).statusCode(201).body("reason", equalTo("LAB_VERDICT_MISMATCH"));
        JsonPath told = events(Topics.TESTING_RESULTS, "2026-10:ANKLET", 1).get(0);
        assertEquals("TestInconclusive", told.getString("type"));
        assertEquals("LAB_VERDICT_MISMATCH", told.getString("reason"));
    }

    @Test
    void fifty_equal_reports_at_once_make_one_event() throws Exception {
        JsonPath order = ordered("2026-10", "CHARM", "jewellery", null);
        Map<String, Object> body = report("C-1", jewellery("0.2", "0.001"));
        Map<Integer, Integer> answers = new TreeMap<>();
        var threads = Executors.newFixedThreadPool(50);
        try {
            List<Future<Integer>> posts = threads.invokeAll(java.util.Collections.nCopies(
                    50, () -> post(order, body).extract().statusCode()));
            for (Future<Integer> post : posts) {
                answers.merge(post.get(), 1, Integer::sum);
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(Map.of(201, 1, 200, 49), answers);
        JsonPath afterwards = ordered("2026-10", "CHARM-2", "jewellery", null);
        post(afterwards, report("C-2", jewellery("0.2", "0.001"))).statusCode(201);
        events(Topics.TESTING_RESULTS, "2026-10:CHARM-2", 1);
        assertEquals(1, events(Topics.TESTING_RESULTS, "2026-10:CHARM", 1).size());
    }

    @Test
    void a_number_and_revision_are_one_report_forever() {
        JsonPath order = ordered("2026-10", "CHAIN", "jewellery", null);
        Map<String, Object> partial = report("N-1", List.of(row("total-lead", "clasp", "NUMBER", "5", "%")));
        partial.put("status", "PARTIAL");
        post(order, partial).statusCode(201);
        post(order, new TreeMap<>(partial)).statusCode(200);
        partial.put("signedBy", "another");
        post(order, partial).statusCode(409);
        JsonPath other = ordered("2026-10", "CHAIN-2", "jewellery", null);
        while (!other.getString("lab").equals(order.getString("lab"))) {
            other = ordered("2026-10", "CHAIN-" + System.nanoTime(), "jewellery", null);
        }
        post(other, partial).statusCode(409);
    }

    @Test
    void a_report_on_a_closed_order_is_kept_but_not_applied() {
        JsonPath order = ordered("2026-10", "PIN", "jewellery", null);
        post(order, report("Q-1", jewellery("0.01", "0.001"))).statusCode(201).body("verdict", equalTo("PASS"));
        Map<String, Object> late = report("Q-2", jewellery("9", "9"));
        post(order, late).statusCode(409);
        post(order, late).statusCode(409);
        as("officer").get("/cases/2026-10:PIN/verdicts").then().body("orders[0].reports", hasSize(1));
        Long kept = sessions.withSession(session -> session.createNativeQuery(
                                "select count(*) from quarantined_report where report_no = 'Q-2'", Long.class)
                        .getSingleResult())
                .await()
                .indefinitely();
        assertEquals(1, kept);
        assertEquals(1, events(Topics.TESTING_RESULTS, "2026-10:PIN", 1).size());
    }

    @Test
    void the_checks_come_in_their_order() {
        JsonPath order = ordered("2026-10", "CUFF", "jewellery", null);
        String path = "/test-orders/" + order.getString("testOrderId") + "/reports";
        String nowhere = "/test-orders/00000000-0000-3000-8000-000000000000/reports";
        String own = order.getString("lab");
        String other = own.equals("KATRI") ? "KTR" : "KATRI";
        given().contentType("application/json").body("{").post(path).then().statusCode(401);
        lab(other).body("{").post(path).then().statusCode(400).body("errors.field", contains("body"));
        lab(other).body("[]").post(nowhere).then().statusCode(400);
        lab(own).post(path).then().statusCode(400);
        lab(other).body("{}").post(nowhere).then().statusCode(404);
        lab(other).body("{}").post("/test-orders/nothing/reports").then().statusCode(404);
        lab(other).body("{}").post(path).then().statusCode(403);
        as("platform").body("{}").post(path).then().statusCode(403);
        lab(own).contentType("text/plain").body("x").post(path).then().statusCode(415);
        lab(own).body("{}")
                .post(path)
                .then()
                .statusCode(422)
                .body("errors", hasSize(14))
                .contentType("application/problem+json");
        Map<String, Object> body = report("O-1", jewellery("0.01", "0.001"));
        body.put("issuedAt", "2020-01-01");
        lab(own).body(body).post(path).then().statusCode(422).body("errors.field", contains("issuedAt"));
        as("officer").get("/cases/2026-10:CUFF/verdicts").then().body("orders[0].reports", empty());
        as("officer").get("/cases/2026-10:NOBODY/verdicts").then().statusCode(404);
        lab(own).get("/cases/2026-10:CUFF/verdicts").then().statusCode(403);
        List<String> audited = sessions.withSession(session -> session.createNativeQuery(
                                "select action || ' ' || lab || ' ' || detail from audit_entry where subject = :order",
                                String.class)
                        .setParameter("order", order.getString("testOrderId"))
                        .getResultList())
                .await()
                .indefinitely();
        assertEquals(
                List.of("REFUSED " + other + " report"),
                audited.stream().filter(row -> row != null).toList());
    }

    private static ValidatableResponse post(JsonPath order, Map<String, Object> body) {
        return lab(order.getString("lab"))
                .body(body)
                .post("/test-orders/" + order.getString("testOrderId") + "/reports")
                .then();
    }

    private static List<String> types(List<JsonPath> events) {
        return events.stream().map(event -> event.getString("type")).toList();
    }
}
