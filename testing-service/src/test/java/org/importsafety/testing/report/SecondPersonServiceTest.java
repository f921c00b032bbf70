package org.importsafety.testing.report;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
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
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With the setting by which nobody's report counts alone. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class SecondPersonServiceTest {
    private static final String SETTING = "testing.second-person-check";

    @BeforeAll
    static void two() {
        System.setProperty(SETTING, "true");
    }

    @AfterAll
    static void one() {
        System.clearProperty(SETTING);
    }

    @jakarta.inject.Inject
    Mutiny.SessionFactory sessions;

    @Test
    void a_final_report_counts_once_another_person_of_the_laboratory_has_confirmed_it() {
        JsonPath order = ordered("2026-04", "TWO-1", "jewellery", null);
        String lab = order.getString("lab");
        Map<String, Object> body = report("TWO-1", jewellery("94.5", "0.001"));
        post(order, "analyst", body)
                .statusCode(202)
                .body("verdict", equalTo("PENDING"))
                .body("reason", equalTo("AWAITS_CONFIRMATION"))
                .body("nonconformities", hasSize(0));
        post(order, "analyst", body).statusCode(200).body("verdict", equalTo("PENDING"));
        as("officer")
                .get("/cases/2026-04:TWO-1/verdicts")
                .then()
                .body("orders[0].status", equalTo("ORDERED"))
                .body("orders[0].reports[0].verdict", equalTo("PENDING"))
                .body("orders[0].reports[0].submittedBy", equalTo("analyst"))
                .body("orders[0].reports[0].confirmedBy", nullValue());
        confirm(order, "TWO-1", lab(lab, "analyst")).statusCode(409).body("detail", containsString("cannot confirm"));
        confirm(order, "TWO-1", as("officer", "analyst")).statusCode(409);
        confirm(order, "TWO-1", lab(lab.equals("KTR") ? "KCL" : "KTR", "signer"))
                .statusCode(403);
        confirm(order, "TWO-9", lab(lab, "signer")).statusCode(404);
        confirm(order, "TWO-1", as("auditor", "signer")).statusCode(403);

        confirm(order, "TWO-1", lab(lab, "signer"))
                .statusCode(201)
                .body("verdict", equalTo("FAIL"))
                .body("nonconformities", hasSize(1));
        confirm(order, "TWO-1", lab(lab, "signer")).statusCode(200).body("verdict", equalTo("FAIL"));
        post(order, "analyst", body).statusCode(200).body("verdict", equalTo("FAIL"));
        List<JsonPath> told = events(Topics.TESTING_RESULTS, "2026-04:TWO-1", 1);
        assertEquals(1, told.size());
        assertEquals("TestFailed", told.get(0).getString("type"));
        as("officer")
                .get("/cases/2026-04:TWO-1/verdicts")
                .then()
                .body("orders[0].status", equalTo("CLOSED"))
                .body("orders[0].reports[0].counts", equalTo(true))
                .body("orders[0].reports[0].confirmedBy", equalTo("signer"));
        assertEquals(
                List.of(
                        "SUBMITTED analyst",
                        "REFUSED analyst",
                        "REFUSED analyst",
                        "REFUSED signer",
                        "CONFIRMED signer"),
                sessions.withSession(session -> session.createNativeQuery(
                                        "select action || ' ' || actor from audit_entry where subject = :order order by entry_id",
                                        String.class)
                                .setParameter("order", order.getString("testOrderId"))
                                .getResultList())
                        .await()
                        .indefinitely());
    }

    @Test
    void a_correction_waits_for_the_second_person_too_and_an_officer_may_be_it() {
        JsonPath order = ordered("2026-04", "TWO-2", "jewellery", null);
        post(order, "analyst", report("TWO-2", jewellery("0.01", "0.001"))).statusCode(202);
        confirm(order, "TWO-2", as("officer", "officer-1")).statusCode(201);
        Map<String, Object> correction = report("TWO-3", jewellery("94.5", "0.001"));
        correction.put("supersedes", "TWO-2");
        correction.put("correctionReason", "The wrong clasp was weighed");
        post(order, "analyst", correction).statusCode(202).body("verdict", equalTo("PENDING"));
        as("officer")
                .get("/test-orders/" + order.getString("testOrderId"))
                .then()
                .body("reportNo", equalTo("TWO-2"))
                .body("verdict", equalTo("PASS"));
        confirm(order, "TWO-3", as("officer", "officer-1")).statusCode(201).body("verdict", equalTo("FAIL"));
        List<JsonPath> told = events(Topics.TESTING_RESULTS, "2026-04:TWO-2", 2);
        assertEquals("TestCorrected", told.get(1).getString("type"));
        assertEquals("PASS", told.get(1).getString("previousVerdict"));
    }

    @Test
    void of_two_reports_that_wait_the_one_confirmed_first_counts() {
        JsonPath order = ordered("2026-04", "TWO-4", "jewellery", null);
        post(order, "analyst", report("TWO-4", jewellery("94.5", "0.001"))).statusCode(202);
        post(order, "analyst", report("TWO-5", jewellery("0.01", "0.001"))).statusCode(202);
        confirm(order, "TWO-5", lab(order.getString("lab"), "signer")).statusCode(201);
        confirm(order, "TWO-4", lab(order.getString("lab"), "signer"))
                .statusCode(409)
                .body("detail", containsString("The order is closed"));
        assertEquals(1, events(Topics.TESTING_RESULTS, "2026-04:TWO-4", 1).size());
    }

    @Test
    void a_report_on_the_wrong_sample_is_not_confirmed_even_when_another_has_been_received() {
        JsonPath order = ordered("2026-04", "TWO-7", "jewellery", null);
        lab(order.getString("lab")).post("/test-orders/" + order.getString("testOrderId") + "/acceptance");
        move(order, "RECEIVED");
        post(order, "analyst", report("TWO-7", jewellery("94.5", "0.001"))).statusCode(202);
        move(order, "MISMATCH");
        confirm(order, "TWO-7", lab(order.getString("lab"), "signer")).statusCode(409);
        move(order, "BOUGHT");
        move(order, "RECEIVED");
        confirm(order, "TWO-7", lab(order.getString("lab"), "signer"))
                .statusCode(409)
                .body("detail", containsString("not what was ordered"));
        post(order, "analyst", report("TWO-8", jewellery("0.01", "0.001"))).statusCode(202);
        confirm(order, "TWO-8", lab(order.getString("lab"), "signer"))
                .statusCode(201)
                .body("verdict", equalTo("PASS"));
    }

    private static void move(JsonPath order, String step) {
        lab(order.getString("lab"))
                .body("{\"step\":\"" + step + "\"}")
                .post("/test-orders/" + order.getString("testOrderId") + "/sample")
                .then()
                .statusCode(201);
    }

    @Test
    void a_partial_report_needs_no_second_person() {
        JsonPath order = ordered("2026-04", "TWO-6", "jewellery", null);
        Map<String, Object> partial = report("TWO-6", List.of(row("total-lead", "clasp", "NUMBER", "5", "%")));
        partial.put("status", "PARTIAL");
        post(order, "analyst", partial).statusCode(201);
        confirm(order, "TWO-6", lab(order.getString("lab"), "signer")).statusCode(409);
    }

    @Test
    void a_retest_follows_only_from_what_another_person_has_confirmed() {
        JsonPath order = ordered("2026-04", "TWO-OPEN", "jewellery", null);
        post(order, "analyst", report("TWO-OPEN", jewellery("0.01", "0.001").subList(0, 2)))
                .statusCode(202);
        as("officer").get("/cases/2026-04:TWO-OPEN/verdicts").then().body("orders", hasSize(1));
        confirm(order, "TWO-OPEN", lab(order.getString("lab"), "signer"))
                .statusCode(201)
                .body("verdict", equalTo("INCONCLUSIVE"));
        as("officer")
                .get("/cases/2026-04:TWO-OPEN/verdicts")
                .then()
                .body("orders", hasSize(2))
                .body("orders[1].retestOf", equalTo(order.getString("testOrderId")));
    }

    private static ValidatableResponse post(JsonPath order, String sub, Map<String, Object> body) {
        return lab(order.getString("lab"), sub)
                .body(body)
                .post("/test-orders/" + order.getString("testOrderId") + "/reports")
                .then();
    }

    private static ValidatableResponse confirm(JsonPath order, String reportNo, RequestSpecification person) {
        return person.post(
                        "/test-orders/" + order.getString("testOrderId") + "/reports/" + reportNo + "/0/confirmation")
                .then();
    }
}
