package org.importsafety.testing.report;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.importsafety.testing.Fixtures.as;
import static org.importsafety.testing.Fixtures.events;
import static org.importsafety.testing.Fixtures.lab;
import static org.importsafety.testing.Fixtures.ordered;
import static org.importsafety.testing.Fixtures.report;
import static org.importsafety.testing.Fixtures.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class SplitSampleServiceTest {
    private static final Map<String, String> REASON = Map.of("reason", "every tenth sample");

    @Test
    void two_laboratories_test_one_sample_without_knowing_of_each_other_and_are_held_against_each_other() {
        JsonPath first = ordered("2027-03", "SPLIT", "jewellery", "ADULT");
        String path = "/test-orders/" + first.getString("testOrderId");
        JsonPath second = split(first);
        assertNotEquals(first.getString("lab"), second.getString("lab"));
        assertEquals(first.getString("caseId"), second.getString("caseId"));
        as("officer").body(REASON).post(path + "/split").then().statusCode(200);
        as("officer")
                .body(Map.of("reason", "again", "lab", first.getString("lab")))
                .post(path + "/split")
                .then()
                .statusCode(409);

        JsonPath seenByFirst = seen(first);
        JsonPath seenBySecond = seen(second);
        assertEquals(seenByFirst.getMap("").keySet(), seenBySecond.getMap("").keySet());
        for (String field : List.of("attempt", "supersedes", "split", "retestOf", "supersededBy")) {
            assertNull(seenByFirst.get(field), field);
            assertNull(seenBySecond.get(field), field);
        }
        lab(first.getString("lab"))
                .get("/test-orders/" + second.getString("testOrderId"))
                .then()
                .statusCode(403);
        lab(second.getString("lab")).get(path).then().statusCode(403);

        post(first, "SP-1", "0.06", "0.01").body("verdict", equalTo("PASS"));
        as("officer").get("/agreement?month=2027-03").then().statusCode(200).body("items", empty());
        post(second, "SP-2", "0.11", "0.02").body("verdict", equalTo("FAIL"));

        as("officer")
                .get("/cases/2027-03:SPLIT/verdicts")
                .then()
                .body("orders.size()", equalTo(2))
                .body("orders.reports.flatten().verdict", contains("PASS", "FAIL"));
        assertEquals(
                List.of("TestPassed", "TestFailed"),
                events(Topics.TESTING_RESULTS, "2027-03:SPLIT", 2).stream()
                        .map(event -> event.getString("type"))
                        .toList());

        String cadmium = "items[0].rows.find { it.item == 'total-cadmium' }.";
        as("auditor")
                .get("/agreement?month=2027-03")
                .then()
                .statusCode(200)
                .body("items.caseId", contains("2027-03:SPLIT"))
                .body("items[0].first.lab", equalTo(first.getString("lab")))
                .body("items[0].second.reportNo", equalTo("SP-2"))
                .body("items[0].verdictsAgree", equalTo(false))
                .body("items[0].rows.item", containsInAnyOrder("total-cadmium", "total-lead", "nickel-release"))
                .body(cadmium + "difference", equalTo("-0.05"))
                .body(cadmium + "relativeDifference", equalTo("-0.5882"))
                .body(cadmium + "en", equalTo("2.236"))
                .body(cadmium + "satisfactory", equalTo(false));
        boolean inOrder = first.getString("lab").compareTo(second.getString("lab")) < 0;
        as("auditor")
                .get("/agreement/summary?month=2027-03")
                .then()
                .statusCode(200)
                .body("items.item", contains("nickel-release", "total-cadmium", "total-lead"))
                .body("items[1].count", equalTo(1))
                .body("items[1].shareSatisfactory", equalTo("0"))
                .body("items[1].meanRelativeDifference", equalTo(inOrder ? "-0.5882" : "0.5882"))
                .body("items[2].shareSatisfactory", equalTo("1"));
        as("officer").get("/agreement").then().statusCode(400).body("errors.field", contains("month"));
        as("officer").get("/agreement/summary?month=2027-13").then().statusCode(400);
        lab(first.getString("lab")).get("/agreement?month=2027-03").then().statusCode(403);
        as("auditor")
                .get("/audit?subject=" + first.getString("testOrderId") + "&action=SAMPLE_SPLIT")
                .then()
                .body("items.detail", contains(second.getString("lab") + ": every tenth sample"));
    }

    @Test
    void a_split_sample_that_is_given_up_does_not_end_the_case() {
        JsonPath first = ordered("2027-04", "GIVEN-UP", "jewellery", "ADULT");
        JsonPath second = split(first);
        as("officer")
                .body(REASON)
                .post("/test-orders/" + second.getString("testOrderId") + "/cancellation")
                .then()
                .statusCode(201);
        as("officer").get("/cases/2027-04:GIVEN-UP/verdicts").then().body("unroutable", equalTo(null));
        assertEquals(
                "SPLIT_CANCELLED",
                events(Topics.TESTING, "2027-04:GIVEN-UP", 3).get(2).getString("reason"));
        JsonPath anew = split(first);
        assertNotEquals(second.getString("testOrderId"), anew.getString("testOrderId"));
        as("officer").get("/agreement?month=2027-04").then().body("items", empty());
    }

    @Test
    void only_a_sample_that_nobody_has_reported_on_is_split() {
        JsonPath order = ordered("2027-04", "TOO-LATE", "jewellery", "ADULT");
        String path = "/test-orders/" + order.getString("testOrderId") + "/split";
        as("officer").body("{}").post(path).then().statusCode(422).body("errors.field", contains("reason"));
        as("officer")
                .body(Map.of("reason", "x", "lab", "NOBODY"))
                .post(path)
                .then()
                .statusCode(422)
                .body("errors.field", contains("lab"));
        lab(order.getString("lab")).body(REASON).post(path).then().statusCode(403);
        as("officer")
                .body(REASON)
                .post("/test-orders/00000000-0000-3000-8000-000000000000/split")
                .then()
                .statusCode(404);
        post(order, "SP-3", "0.01", "0.01").body("verdict", not("FAIL"));
        as("officer").body(REASON).post(path).then().statusCode(409);
    }

    private static JsonPath split(JsonPath order) {
        return as("officer")
                .body(REASON)
                .post("/test-orders/" + order.getString("testOrderId") + "/split")
                .then()
                .statusCode(201)
                .body("split", equalTo(true))
                .extract()
                .jsonPath();
    }

    private static JsonPath seen(JsonPath order) {
        return lab(order.getString("lab"))
                .get("/test-orders/" + order.getString("testOrderId"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static ValidatableResponse post(JsonPath order, String reportNo, String cadmium, String uncertainty) {
        Map<String, Object> measured = row("total-cadmium", "clasp", "NUMBER", cadmium, "%");
        measured.put("uncertainty", uncertainty);
        Map<String, Object> lead = row("total-lead", "clasp", "NUMBER", "0.004", "%");
        lead.put("uncertainty", "0.001");
        return lab(order.getString("lab"))
                .body(report(
                        reportNo,
                        List.of(measured, lead, row("nickel-release", "clasp", "BELOW", "0.05", "µg/cm²/week"))))
                .post("/test-orders/" + order.getString("testOrderId") + "/reports")
                .then()
                .statusCode(201);
    }
}
