package org.importsafety.testing.order;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
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
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

/** Three of the seeded laboratories can test jewellery: KATRI, KOTITI and KTR. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class EndOrderTest {
    private static final Set<String> JEWELLERS = Set.of("KATRI", "KOTITI", "KTR");

    @Inject
    Mutiny.SessionFactory sessions;

    @Test
    void a_refused_order_goes_on_to_each_other_laboratory_once_and_then_to_none() {
        String caseId = "2027-01:RING";
        JsonPath order = ordered("2027-01", "RING", "jewellery", null);
        String first = order.getString("testOrderId");
        Set<String> asked = new HashSet<>(Set.of(order.getString("lab")));
        String id = first;
        for (int attempt = 2; attempt <= 3; attempt++) {
            JsonPath old = refuse(lab(labOf(id)), id, "no capacity")
                    .statusCode(201)
                    .body("status", equalTo("REFUSED"))
                    .body("endReason", equalTo("no capacity"))
                    .extract()
                    .jsonPath();
            JsonPath next = order(old.getString("supersededBy"));
            assertEquals("ORDERED", next.getString("status"));
            assertEquals(attempt, next.getInt("attempt"));
            assertEquals(id, next.getString("supersedes"));
            assertEquals(order.getList("items"), next.getList("items"));
            asked.add(next.getString("lab"));
            id = next.getString("testOrderId");
        }
        assertEquals(JEWELLERS, asked);
        refuse(as("officer"), id, "its line is down").statusCode(201).body("supersededBy", nullValue());

        List<JsonPath> told = events(Topics.TESTING, caseId, 7);
        assertEquals(
                List.of(
                        "TestOrdered",
                        "TestOrderRefused",
                        "TestOrdered",
                        "TestOrderRefused",
                        "TestOrdered",
                        "TestOrderRefused",
                        "TestUnroutable"),
                types(told));
        assertEquals(first, told.get(1).getString("testOrderId"));
        assertEquals(order.getString("lab"), told.get(1).getString("lab"));
        assertEquals("no capacity", told.get(1).getString("reason"));
        assertEquals("NO_LAB", told.get(6).getString("reason"));
        assertEquals(id, told.get(6).getString("testOrderId"));
        as("officer")
                .get("/cases/" + caseId + "/verdicts")
                .then()
                .body("unroutable", equalTo("NO_LAB"))
                .body("orders", hasSize(3));
        assertEquals(List.of("ORDER_REFUSED its line is down"), audited(sessions, id));
    }

    @Test
    void a_refusal_is_told_once_and_needs_a_reason_and_the_order() {
        JsonPath order = ordered("2027-01", "CHAIN", "jewellery", null);
        String id = order.getString("testOrderId");
        String own = order.getString("lab");
        String other = own.equals("KTR") ? "KCL" : "KTR";
        String path = "/test-orders/" + id + "/refusal";
        lab(own).post(path).then().statusCode(400).body("errors.field", contains("body"));
        lab(own).body("{\"reason\":\" \"}").post(path).then().statusCode(422).body("errors.field", contains("reason"));
        refuse(lab(own), id, "x".repeat(501)).statusCode(422).body("errors.field", contains("reason"));
        refuse(lab(own), "00000000-0000-3000-8000-000000000000", "r").statusCode(404);
        refuse(lab(own), "nothing", "r").statusCode(404);
        refuse(as("platform"), id, "r").statusCode(403);
        refuse(lab(other), id, "r").statusCode(403);
        assertEquals(List.of("REFUSED refusal"), audited(sessions, id));

        lab(own).post("/test-orders/" + id + "/acceptance").then().statusCode(201);
        refuse(lab(own), id, "r").statusCode(201);
        refuse(lab(own), id, "r").statusCode(200).body("status", equalTo("REFUSED"));
        refuse(lab(own), id, "s").statusCode(409);
        cancel(as("officer"), id, "r").statusCode(409).body("detail", equalTo("The order is REFUSED"));
        lab(own).post("/test-orders/" + id + "/acceptance").then().statusCode(409);
        assertEquals(
                List.of("TestOrdered", "TestOrderRefused", "TestOrdered"),
                types(events(Topics.TESTING, "2027-01:CHAIN", 3)));
        as("officer")
                .get("/test-orders?status=REFUSED&limit=1000")
                .then()
                .statusCode(200)
                .body("items.testOrderId", hasItem(id));
    }

    @Test
    void an_officer_takes_an_order_to_the_laboratory_of_choice() {
        JsonPath order = ordered("2027-02", "PIN", "jewellery", null);
        String id = order.getString("testOrderId");
        String from = order.getString("lab");
        String to = JEWELLERS.stream()
                .filter(code -> !code.equals(from))
                .findFirst()
                .orElseThrow();
        suspended("IDLE");

        reassign(lab(from), id, to, "late").statusCode(403);
        reassign(as("officer"), id, "NOWHERE", "late").statusCode(422).body("errors.field", contains("lab"));
        reassign(as("officer"), id, "IDLE", "late").statusCode(409).body("detail", equalTo("IDLE is suspended"));
        reassign(as("officer"), id, "FITI", "late")
                .statusCode(409)
                .body("detail", equalTo("FITI cannot test every item of the order"));
        reassign(as("officer"), id, from, "late").statusCode(409).body("detail", equalTo(from + " has the order now"));
        reassign(as("officer"), id, to, null).statusCode(422).body("errors.field", contains("reason"));
        as("officer").get("/test-orders/" + id).then().body("status", equalTo("ORDERED"));

        String next = reassign(as("officer"), id, to, "late")
                .statusCode(201)
                .body("status", equalTo("REASSIGNED"))
                .extract()
                .path("supersededBy");
        reassign(as("officer"), id, to, "late").statusCode(200).body("supersededBy", equalTo(next));
        reassign(as("officer"), id, from, "late").statusCode(409);
        assertEquals(to, labOf(next));
        List<JsonPath> told = events(Topics.TESTING, "2027-02:PIN", 3);
        assertEquals(List.of("TestOrdered", "TestReassigned", "TestOrdered"), types(told));
        assertEquals(id, told.get(1).getString("testOrderId"));
        assertEquals(from, told.get(1).getString("fromLab"));
        assertEquals(to, told.get(1).getString("toLab"));
        assertEquals(next, told.get(2).getString("testOrderId"));
        assertEquals(List.of("ORDER_REASSIGNED late"), audited(sessions, id));

        String back = reassign(as("officer"), next, from, "later still")
                .statusCode(201)
                .extract()
                .path("supersededBy");
        refuse(lab(from), back, "no").statusCode(201).body("supersededBy", equalTo(orderAt(3, "2027-02:PIN")));
        String third = orderAt(3, "2027-02:PIN");
        reassign(as("officer"), third, from, "r").statusCode(409).body("detail", equalTo(from + " refused this case"));
    }

    @Test
    void a_report_of_the_laboratory_that_lost_the_order_is_kept_and_not_applied() {
        JsonPath order = ordered("2027-02", "CUFF", "jewellery", null);
        String id = order.getString("testOrderId");
        reassign(as("officer"), id, null, "late").statusCode(201);
        lab(order.getString("lab"))
                .body(report("END-1", jewellery("9", "9")))
                .post("/test-orders/" + id + "/reports")
                .then()
                .statusCode(409);
        assertEquals(List.of("The order is REASSIGNED"), quarantined("END-1"));
        as("officer")
                .get("/cases/2027-02:CUFF/verdicts")
                .then()
                .body("orders.reports", equalTo(List.of(List.of(), List.of())));
        assertEquals(
                List.of("TestOrdered", "TestReassigned", "TestOrdered"),
                types(events(Topics.TESTING, "2027-02:CUFF", 3)));
    }

    @Test
    void a_cancelled_test_ends_the_case() {
        JsonPath order = ordered("2027-02", "TIARA", "jewellery", null);
        String id = order.getString("testOrderId");
        cancel(lab(order.getString("lab")), id, "chosen by mistake").statusCode(403);
        cancel(as("officer"), id, "").statusCode(422).body("errors.field", contains("reason"));
        cancel(as("officer"), id, "chosen by mistake").statusCode(201).body("status", equalTo("CANCELLED"));
        cancel(as("officer"), id, "chosen by mistake").statusCode(200);
        cancel(as("officer"), id, "for another reason").statusCode(409);
        refuse(lab(order.getString("lab")), id, "r").statusCode(409);
        lab(order.getString("lab"))
                .body(report("END-2", jewellery("9", "9")))
                .post("/test-orders/" + id + "/reports")
                .then()
                .statusCode(409);
        assertEquals(List.of("The order is CANCELLED"), quarantined("END-2"));
        List<JsonPath> told = events(Topics.TESTING, "2027-02:TIARA", 2);
        assertEquals(List.of("TestOrdered", "TestUnroutable"), types(told));
        assertEquals("CANCELLED", told.get(1).getString("reason"));
        assertEquals(id, told.get(1).getString("testOrderId"));
        assertEquals(List.of("ORDER_CANCELLED chosen by mistake"), audited(sessions, id));
        as("officer").get("/q/metrics").then().body(containsString("testing_orders_ended_total{end=\"CANCELLED\"}"));
    }

    @Test
    void what_was_decided_cannot_be_ended() {
        JsonPath order = ordered("2027-02", "CLASP", "jewellery", null);
        String id = order.getString("testOrderId");
        lab(order.getString("lab"))
                .body(report("END-3", jewellery("0.01", "0.001")))
                .post("/test-orders/" + id + "/reports")
                .then()
                .statusCode(201);
        refuse(as("officer"), id, "r").statusCode(409).body("detail", equalTo("The order is CLOSED"));
        reassign(as("officer"), id, null, "r").statusCode(409);
        cancel(as("officer"), id, "r").statusCode(409);
        assertEquals(List.of(), audited(sessions, id));
    }

    private static ValidatableResponse refuse(RequestSpecification caller, String id, String reason) {
        return post(caller, id, "refusal", null, reason);
    }

    private static ValidatableResponse cancel(RequestSpecification caller, String id, String reason) {
        return post(caller, id, "cancellation", null, reason);
    }

    private static ValidatableResponse reassign(RequestSpecification caller, String id, String lab, String reason) {
        return post(caller, id, "reassignment", lab, reason);
    }

    private static ValidatableResponse post(
            RequestSpecification caller, String id, String what, String lab, String reason) {
        Map<String, Object> body = new HashMap<>();
        body.put("lab", lab);
        body.put("reason", reason);
        return caller.body(body).post("/test-orders/" + id + "/" + what).then();
    }

    private static JsonPath order(String id) {
        return as("officer").get("/test-orders/" + id).jsonPath();
    }

    private static String labOf(String id) {
        return order(id).getString("lab");
    }

    private static String orderAt(int index, String caseId) {
        return as("officer").get("/cases/" + caseId + "/verdicts").path("orders[" + index + "].testOrderId");
    }

    private static void suspended(String code) {
        as("officer")
                .body(Map.of("name", code, "suspended", true, "capabilities", List.of(Map.of("category", "jewellery"))))
                .put("/labs/" + code)
                .then()
                .statusCode(201);
    }

    private List<String> quarantined(String reportNo) {
        return sessions.withSession(session -> session.createNativeQuery(
                                "select reason from quarantined_report where report_no = :reportNo", String.class)
                        .setParameter("reportNo", reportNo)
                        .getResultList())
                .await()
                .indefinitely();
    }

    private static List<String> types(List<JsonPath> events) {
        return events.stream().map(event -> event.getString("type")).toList();
    }
}
