package org.importsafety.testing.report;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.importsafety.testing.Fixtures.as;
import static org.importsafety.testing.Fixtures.audited;
import static org.importsafety.testing.Fixtures.events;
import static org.importsafety.testing.Fixtures.jewellery;
import static org.importsafety.testing.Fixtures.lab;
import static org.importsafety.testing.Fixtures.ordered;
import static org.importsafety.testing.Fixtures.putPlan;
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
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

/** Three of the seeded laboratories can test jewellery, so a case can be tested twice more. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class RetestServiceTest {
    private static final Set<String> JEWELLERS = Set.of("KATRI", "KOTITI", "KTR");
    private static final List<Map<String, Object>> CONFORMS = jewellery("0.01", "0.001");
    private static final List<Map<String, Object>> FAILS = jewellery("94.5", "0.001");
    /** The limit of lead is far below what this instrument sees. */
    private static final List<Map<String, Object>> OPEN =
            List.of(CONFORMS.get(0), row("total-lead", "clasp", "BELOW", "0.05", "%"), CONFORMS.get(2));

    @Inject
    Mutiny.SessionFactory sessions;

    @Test
    void what_one_laboratory_leaves_open_another_decides_however_often_it_is_reported() throws Exception {
        JsonPath first = ordered("2028-01", "OPEN", "jewellery", null);
        Map<String, Object> body = report("RT-1", OPEN);
        assertEquals(Map.of(201, 1, 200, 19), atOnce(20, () -> post(first, body)));

        JsonPath retest = second("2028-01:OPEN");
        assertNotEquals(first.getString("lab"), retest.getString("lab"));
        assertEquals(first.getString("testOrderId"), retest.getString("retestOf"));
        assertEquals(first.getList("items"), retest.getList("items"));
        assertEquals(first.getInt("planVersion"), retest.getInt("planVersion"));
        List<JsonPath> orders = events(Topics.TESTING, "2028-01:OPEN", 2);
        assertEquals(2, orders.size());
        assertNull(orders.get(0).getString("retestOf"));
        assertEquals(first.getString("testOrderId"), orders.get(1).getString("retestOf"));
        assertEquals(retest.getString("lab"), orders.get(1).getString("lab"));
        view("2028-01:OPEN").body("verdict", equalTo("INCONCLUSIVE")).body("waitsFor", nullValue());

        post(retest, report("RT-2", CONFORMS)).statusCode(201).body("verdict", equalTo("PASS"));
        List<JsonPath> told = events(Topics.TESTING_RESULTS, "2028-01:OPEN", 2);
        assertEquals(List.of("TestInconclusive", "TestPassed"), all(told, "type"));
        assertNull(told.get(0).getString("retestOf"));
        assertEquals(first.getString("testOrderId"), told.get(1).getString("retestOf"));
        assertNull(told.get(1).get("referee"));
        view("2028-01:OPEN")
                .body("verdict", equalTo("PASS"))
                .body("decidedBy", equalTo(retest.getString("testOrderId")))
                .body("orders", hasSize(2))
                .body("orders[0].reports.verdict", contains("INCONCLUSIVE"))
                .body("orders[0].reports.reason", contains("total-lead: LOQ_ABOVE_LIMIT"))
                .body("orders[1].retestOf", equalTo(first.getString("testOrderId")))
                .body("orders[1].reports.verdict", contains("PASS"));
        waiting().body("items.caseId", not(hasItem("2028-01:OPEN")));
    }

    @Test
    void a_retest_that_leaves_it_open_too_waits_for_an_officer_who_names_a_third_laboratory() {
        JsonPath first = ordered("2028-01", "AGAIN", "jewellery", null);
        String id = first.getString("testOrderId");
        post(first, report("RT-3", OPEN)).statusCode(201);
        JsonPath retest = second("2028-01:AGAIN");
        retest(id, "a doubt", null).statusCode(409);
        post(retest, report("RT-4", OPEN)).statusCode(201);
        view("2028-01:AGAIN")
                .body("orders", hasSize(2))
                .body("verdict", equalTo("INCONCLUSIVE"))
                .body("waitsFor", equalTo("RETEST_INCONCLUSIVE"));
        waiting()
                .body(item("2028-01:AGAIN") + "waitsFor", equalTo("RETEST_INCONCLUSIVE"))
                .body(item("2028-01:AGAIN") + "reason", equalTo("total-lead: LOQ_ABOVE_LIMIT"))
                .body(item("2028-01:AGAIN") + "reportNo", equalTo("RT-4"))
                .body(item("2028-01:AGAIN") + "testOrderId", equalTo(retest.getString("testOrderId")));

        Set<String> left = new HashSet<>(JEWELLERS);
        left.removeAll(Set.of(first.getString("lab"), retest.getString("lab")));
        String third = left.iterator().next();
        retest(id, " ", third).statusCode(422).body("errors.field", contains("reason"));
        retest(id, "a finer method", "NOBODY").statusCode(422).body("errors.field", contains("lab"));
        retest(id, "a finer method", "FITI").statusCode(409);
        retest(id, "a finer method", first.getString("lab"))
                .statusCode(409)
                .body("detail", equalTo(first.getString("lab") + " has tested this case already"));
        lab(third)
                .body(Map.of("reason", "a finer method"))
                .post("/test-orders/" + id + "/retest")
                .then()
                .statusCode(403);
        retest("00000000-0000-3000-8000-000000000000", "r", null).statusCode(404);

        String last = retest(id, "a finer method", third)
                .statusCode(201)
                .body("lab", equalTo(third))
                .body("retestOf", equalTo(id))
                .body("referee", equalTo(false))
                .extract()
                .path("testOrderId");
        retest(id, "a finer method", third).statusCode(200).body("testOrderId", equalTo(last));
        retest(id, "another method", third).statusCode(409);
        waiting().body("items.caseId", not(hasItem("2028-01:AGAIN")));
        assertEquals(List.of("RETEST_ORDERED " + third + ": a finer method"), audited(sessions, id));

        post(as("officer").get("/test-orders/" + last).jsonPath(), report("RT-5", FAILS))
                .statusCode(201);
        JsonPath failed = events(Topics.TESTING_RESULTS, "2028-01:AGAIN", 3).get(2);
        assertEquals("TestFailed", failed.getString("type"));
        assertEquals(id, failed.getString("retestOf"));
        view("2028-01:AGAIN")
                .body("verdict", equalTo("FAIL"))
                .body("decidedBy", equalTo(last))
                .body("orders[2].retestReason", equalTo("a finer method"));
        retest(id, "a finer method", third).statusCode(200).body("testOrderId", equalTo(last));
        retest(id, "an appeal", null)
                .statusCode(409)
                .body("detail", equalTo("No other laboratory can test every item of the order"));
    }

    @Test
    void only_a_referee_takes_the_place_of_a_fail() throws Exception {
        JsonPath first = ordered("2028-02", "APPEAL", "jewellery", null);
        String id = first.getString("testOrderId");
        retest(id, "too early", null)
                .statusCode(409)
                .body("detail", equalTo("The order is ORDERED, there is no report on it"));
        post(first, report("RT-6", FAILS)).statusCode(201);
        assertEquals(Map.of(201, 1, 200, 9), atOnce(10, () -> retest(id, "the seller appeals", null)));
        JsonPath referee = retest(id, "the seller appeals", null)
                .statusCode(200)
                .body("referee", equalTo(true))
                .extract()
                .jsonPath();
        view("2028-02:APPEAL").body("verdict", equalTo("FAIL")).body("decidedBy", equalTo(id));
        post(referee, report("RT-7", CONFORMS)).statusCode(201);
        JsonPath passed = events(Topics.TESTING_RESULTS, "2028-02:APPEAL", 2).get(1);
        assertEquals("TestPassed", passed.getString("type"));
        assertEquals(id, passed.getString("retestOf"));
        assertEquals(true, passed.get("referee"));
        view("2028-02:APPEAL")
                .body("verdict", equalTo("PASS"))
                .body("decidedBy", equalTo(referee.getString("testOrderId")))
                .body("orders[0].reports.verdict", contains("FAIL"))
                .body("orders[1].referee", equalTo(true));
        assertEquals(
                List.of("RETEST_ORDERED " + referee.getString("lab") + " as referee: the seller appeals"),
                audited(sessions, id));

        post(referee, correction(report("RT-8", FAILS), "RT-7")).statusCode(201);
        JsonPath corrected = events(Topics.TESTING_RESULTS, "2028-02:APPEAL", 3).get(2);
        assertEquals("TestCorrected", corrected.getString("type"));
        assertEquals(id, corrected.getString("retestOf"));
        assertEquals(true, corrected.get("referee"));
        view("2028-02:APPEAL").body("verdict", equalTo("FAIL"));
    }

    @Test
    void a_laboratorys_word_against_its_numbers_is_held_until_an_officer_decides() {
        JsonPath order = ordered("2028-03", "HELD", "jewellery", null);
        Map<String, Object> body = report("RT-9", CONFORMS);
        body.put("labVerdict", "FAIL");
        post(order, body).statusCode(201).body("verdict", equalTo("INCONCLUSIVE"));
        view("2028-03:HELD").body("orders", hasSize(1)).body("waitsFor", equalTo("LAB_VERDICT_MISMATCH"));
        waiting().body(item("2028-03:HELD") + "waitsFor", equalTo("LAB_VERDICT_MISMATCH"));

        close("2028-03:HELD", "").statusCode(422).body("errors.field", contains("reason"));
        as("auditor")
                .body(Map.of("reason", "r"))
                .post("/cases/2028-03:HELD/closing")
                .then()
                .statusCode(403);
        close("2028-03:HELD", "the listing is gone")
                .statusCode(201)
                .body("testOrderId", equalTo(order.getString("testOrderId")))
                .body("closedBy", equalTo("somebody"));
        close("2028-03:HELD", "the listing is gone").statusCode(200);
        close("2028-03:HELD", "for another reason").statusCode(409);
        waiting().body("items.caseId", not(hasItem("2028-03:HELD")));
        view("2028-03:HELD")
                .body("verdict", equalTo("INCONCLUSIVE"))
                .body("waitsFor", nullValue())
                .body("closing.reason", equalTo("the listing is gone"));
        assertEquals(List.of("CASE_CLOSED the listing is gone"), audited(sessions, "2028-03:HELD"));
        assertEquals(1, events(Topics.TESTING_RESULTS, "2028-03:HELD", 1).size());

        post(order, correction(report("RT-10", OPEN), "RT-9")).statusCode(201);
        view("2028-03:HELD").body("waitsFor", equalTo("NO_RETEST_BY_RULE"));
        post(order, correction(report("RT-11", CONFORMS), "RT-10")).statusCode(201);
        view("2028-03:HELD").body("verdict", equalTo("PASS")).body("waitsFor", nullValue());
        close("2028-03:HELD", "for another reason").statusCode(409);
        close("2028-03:NOBODY", "r").statusCode(404);
        JsonPath decided = ordered("2028-03", "DECIDED", "jewellery", null);
        post(decided, report("RT-12", CONFORMS)).statusCode(201);
        close("2028-03:DECIDED", "r").statusCode(409).body("detail", equalTo("The case does not wait for an officer"));
    }

    @Test
    void where_no_laboratory_is_left_the_case_waits_and_has_no_end() {
        putPlan("lonely", "lonely-goods");
        as("officer")
                .body(Map.of("name", "A test", "capabilities", List.of(Map.of("category", "lonely-goods"))))
                .put("/labs/LONELY")
                .then()
                .statusCode(201);
        JsonPath order = ordered("2028-04", "LONELY", "lonely-goods", null);
        post(order, report("RT-13", List.of(row("lead", "body", "BELOW", "150", "mg/kg"))))
                .statusCode(201)
                .body("verdict", equalTo("INCONCLUSIVE"));
        JsonPath told = events(Topics.TESTING, "2028-04:LONELY", 2).get(1);
        assertEquals("TestUnroutable", told.getString("type"));
        assertEquals("RETEST_NO_LAB", told.getString("reason"));
        assertNull(told.getString("testOrderId"));
        view("2028-04:LONELY")
                .body("unroutable", nullValue())
                .body("verdict", equalTo("INCONCLUSIVE"))
                .body("waitsFor", equalTo("NO_LAB_FOR_RETEST"));
    }

    @Test
    void a_retest_that_nobody_takes_or_an_officer_gives_up_leaves_the_case_waiting() {
        JsonPath first = ordered("2028-05", "REFUSED", "jewellery", null);
        post(first, report("RT-14", OPEN)).statusCode(201);
        JsonPath retest = second("2028-05:REFUSED");
        JsonPath next = null;
        for (JsonPath order = retest; order != null; order = next) {
            String following = end(order, "refusal").extract().path("supersededBy");
            next = following == null
                    ? null
                    : as("officer").get("/test-orders/" + following).jsonPath();
            if (next != null) {
                assertEquals(first.getString("testOrderId"), next.getString("retestOf"));
            }
        }
        view("2028-05:REFUSED")
                .body("orders", hasSize(3))
                .body("unroutable", nullValue())
                .body("waitsFor", equalTo("NO_LAB_FOR_RETEST"));
        List<JsonPath> told = events(Topics.TESTING, "2028-05:REFUSED", 6);
        assertEquals("RETEST_NO_LAB", told.get(5).getString("reason"));

        JsonPath other = ordered("2028-05", "GIVEN-UP", "jewellery", null);
        post(other, report("RT-15", OPEN)).statusCode(201);
        end(second("2028-05:GIVEN-UP"), "cancellation");
        view("2028-05:GIVEN-UP").body("waitsFor", equalTo("RETEST_GIVEN_UP"));
        JsonPath page = as("officer")
                .get("/cases?waiting=officer&limit=1&after=2028-05")
                .jsonPath();
        assertEquals(List.of("2028-05:GIVEN-UP"), page.getList("items.caseId"));
        as("auditor")
                .get("/cases?waiting=officer&limit=1&after=" + page.getString("next"))
                .then()
                .body("items.caseId", contains("2028-05:REFUSED"));
        as("officer").get("/cases").then().statusCode(400).body("errors.field", contains("waiting"));
        lab("KTR").get("/cases?waiting=officer").then().statusCode(403);
    }

    @Test
    void a_split_sample_is_not_tested_a_third_time_by_itself() {
        JsonPath first = ordered("2028-06", "SPLIT", "jewellery", null);
        JsonPath other = split(first);
        post(first, report("RT-16", OPEN)).statusCode(201);
        view("2028-06:SPLIT").body("waitsFor", nullValue());
        post(other, report("RT-17", OPEN)).statusCode(201);
        view("2028-06:SPLIT").body("orders", hasSize(2)).body("waitsFor", equalTo("NO_RETEST_BY_RULE"));
        JsonPath third = retest(first.getString("testOrderId"), "neither could say", null)
                .statusCode(201)
                .extract()
                .jsonPath();
        post(third, report("RT-18", CONFORMS)).statusCode(201);
        view("2028-06:SPLIT").body("verdict", equalTo("PASS")).body("waitsFor", nullValue());

        JsonPath open = ordered("2028-06", "HALF-FAILS", "jewellery", null);
        JsonPath failing = split(open);
        post(open, report("RT-19", OPEN)).statusCode(201);
        post(failing, report("RT-20", FAILS)).statusCode(201);
        view("2028-06:HALF-FAILS").body("verdict", equalTo("FAIL")).body("waitsFor", nullValue());
    }

    /** How often which status was answered. */
    private static Map<Integer, Integer> atOnce(int times, Callable<ValidatableResponse> request) throws Exception {
        Map<Integer, Integer> answers = new TreeMap<>();
        var threads = Executors.newFixedThreadPool(times);
        try {
            for (Future<ValidatableResponse> answer : threads.invokeAll(Collections.nCopies(times, request))) {
                answers.merge(answer.get().extract().statusCode(), 1, Integer::sum);
            }
        } finally {
            threads.shutdown();
        }
        return answers;
    }

    private static JsonPath split(JsonPath order) {
        return as("officer")
                .body(Map.of("reason", "every tenth sample"))
                .post("/test-orders/" + order.getString("testOrderId") + "/split")
                .jsonPath();
    }

    private static JsonPath second(String caseId) {
        String id = as("officer").get("/cases/" + caseId + "/verdicts").path("orders[1].testOrderId");
        return as("officer").get("/test-orders/" + id).jsonPath();
    }

    private static ValidatableResponse view(String caseId) {
        return as("auditor").get("/cases/" + caseId + "/verdicts").then().statusCode(200);
    }

    private static ValidatableResponse waiting() {
        return as("officer").get("/cases?waiting=officer&limit=1000").then().statusCode(200);
    }

    private static String item(String caseId) {
        return "items.find { it.caseId == '" + caseId + "' }.";
    }

    private static ValidatableResponse retest(String order, String reason, String lab) {
        Map<String, Object> body = new TreeMap<>(Map.of("reason", reason));
        body.put("lab", lab);
        return as("officer")
                .body(body)
                .post("/test-orders/" + order + "/retest")
                .then();
    }

    private static ValidatableResponse close(String caseId, String reason) {
        return as("officer")
                .body(Map.of("reason", reason))
                .post("/cases/" + caseId + "/closing")
                .then();
    }

    private static ValidatableResponse end(JsonPath order, String how) {
        return as("officer")
                .body(Map.of("reason", "no capacity"))
                .post("/test-orders/" + order.getString("testOrderId") + "/" + how)
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse post(JsonPath order, Map<String, Object> body) {
        return lab(order.getString("lab"))
                .body(body)
                .post("/test-orders/" + order.getString("testOrderId") + "/reports")
                .then();
    }

    private static Map<String, Object> correction(Map<String, Object> report, String supersedes) {
        report.put("supersedes", supersedes);
        report.put("correctionReason", "two samples had been interchanged");
        return report;
    }

    private static List<String> all(List<JsonPath> events, String field) {
        return events.stream().map(event -> event.getString(field)).toList();
    }
}
