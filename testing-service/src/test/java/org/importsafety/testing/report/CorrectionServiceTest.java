package org.importsafety.testing.report;

import static org.hamcrest.Matchers.contains;
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
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class CorrectionServiceTest {
    private static final List<Map<String, Object>> CONFORMS = jewellery("0.01", "0.001");
    private static final List<Map<String, Object>> FAILS = jewellery("94.5", "0.001");

    @jakarta.inject.Inject
    Mutiny.SessionFactory sessions;

    @Test
    void a_failed_item_passes_by_a_new_report_that_names_the_old_one() {
        JsonPath order = ordered("2026-09", "FAIL-PASS", "jewellery", "ADULT");
        post(order, report("A-1", FAILS)).statusCode(201).body("verdict", equalTo("FAIL"));
        Map<String, Object> correction = correction(report("A-2", CONFORMS), "A-1", "The dilution was entered twice");
        post(order, correction)
                .statusCode(201)
                .body("reportNo", equalTo("A-2"))
                .body("verdict", equalTo("PASS"))
                .body("nonconformities", hasSize(0));
        post(order, correction).statusCode(200).body("verdict", equalTo("PASS"));
        post(order, report("A-1", FAILS)).statusCode(200).body("verdict", equalTo("FAIL"));
        correction.put("correctionReason", "The dilution was not entered");
        post(order, correction).statusCode(409);

        List<JsonPath> told = events(Topics.TESTING_RESULTS, "2026-09:FAIL-PASS", 2);
        assertEquals(2, told.size());
        JsonPath corrected = told.get(1);
        assertEquals("TestCorrected", corrected.getString("type"));
        assertEquals(order.getString("testOrderId"), corrected.getString("testOrderId"));
        assertEquals("FAIL-PASS", corrected.getString("listingId"));
        assertEquals("s1", corrected.getString("sellerId"));
        assertEquals(order.getString("lab"), corrected.getString("lab"));
        assertEquals("A-2", corrected.getString("reportNo"));
        assertEquals(0, corrected.getInt("revision"));
        assertEquals("A-1", corrected.getString("supersedes"));
        assertEquals("FAIL", corrected.getString("previousVerdict"));
        assertEquals("PASS", corrected.getString("verdict"));
        assertEquals("The dilution was entered twice", corrected.getString("reason"));
        assertEquals("2025-11-04T00:00:00Z", corrected.getString("refundFrom"));
        assertEquals(List.of(), corrected.getList("nonconformities"));

        as("officer")
                .get("/test-orders/" + order.getString("testOrderId"))
                .then()
                .body("status", equalTo("CLOSED"))
                .body("reportNo", equalTo("A-2"))
                .body("verdict", equalTo("PASS"));
        as("officer")
                .get("/cases/2026-09:FAIL-PASS/verdicts")
                .then()
                .body("orders[0].reports.reportNo", contains("A-1", "A-2"))
                .body("orders[0].reports.verdict", contains("FAIL", "PASS"))
                .body("orders[0].reports.counts", contains(false, true))
                .body("orders[0].reports[0].supersedes", nullValue())
                .body("orders[0].reports[0].nonconformities", hasSize(1))
                .body("orders[0].reports[1].supersedes", equalTo("A-1"))
                .body("orders[0].reports[1].correctionReason", equalTo("The dilution was entered twice"));
    }

    @Test
    void a_passed_item_fails_by_a_later_revision_of_the_same_number() {
        JsonPath order = ordered("2026-09", "PASS-FAIL", "jewellery", null);
        post(order, report("B-1", CONFORMS)).statusCode(201).body("verdict", equalTo("PASS"));
        Map<String, Object> correction = correction(report("B-1", FAILS), "B-1", "The wrong clasp was weighed");
        post(order, correction).statusCode(409);
        correction.put("revision", 1);
        post(order, correction)
                .statusCode(201)
                .body("revision", equalTo(1))
                .body("verdict", equalTo("FAIL"))
                .body("nonconformities.item", contains("total-cadmium"));

        JsonPath corrected =
                events(Topics.TESTING_RESULTS, "2026-09:PASS-FAIL", 2).get(1);
        assertEquals("B-1", corrected.getString("supersedes"));
        assertEquals(1, corrected.getInt("revision"));
        assertEquals("PASS", corrected.getString("previousVerdict"));
        assertEquals("FAIL", corrected.getString("verdict"));
        assertEquals("94.5", corrected.getString("nonconformities[0].measured"));
        assertEquals("945", corrected.getString("nonconformities[0].ratio"));
    }

    @Test
    void other_values_are_told_also_where_the_verdict_stays() {
        JsonPath order = ordered("2026-09", "SAME", "jewellery", null);
        post(order, report("D-1", FAILS)).statusCode(201);
        post(order, correction(report("D-2", jewellery("49", "0.001")), "D-1", "A reading was transposed"))
                .statusCode(201)
                .body("verdict", equalTo("FAIL"));
        JsonPath corrected = events(Topics.TESTING_RESULTS, "2026-09:SAME", 2).get(1);
        assertEquals("FAIL", corrected.getString("previousVerdict"));
        assertEquals("FAIL", corrected.getString("verdict"));
        assertEquals("49", corrected.getString("nonconformities[0].measured"));
    }

    @Test
    void a_correction_is_corrected_and_a_retraction_is_a_correction_that_leaves_it_open() {
        JsonPath order = ordered("2026-09", "CHAINED", "jewellery", null);
        post(order, report("E-1", CONFORMS)).statusCode(201);
        post(order, correction(report("E-2", FAILS), "E-1", "The other sample's values"))
                .statusCode(201);
        post(order, correction(report("E-3", CONFORMS), "E-1", "Never seen the second"))
                .statusCode(409)
                .body("detail", containsString("E-2"));
        post(order, correction(report("E-3", CONFORMS.subList(0, 1)), "E-2", "Retracted: the balance was faulty"))
                .statusCode(201)
                .body("verdict", equalTo("INCONCLUSIVE"));

        List<JsonPath> told = events(Topics.TESTING_RESULTS, "2026-09:CHAINED", 3);
        assertEquals(List.of("TestPassed", "TestCorrected", "TestCorrected"), all(told, "type"));
        assertEquals(List.of("PASS", "FAIL"), all(told.subList(1, 3), "previousVerdict"));
        assertEquals(List.of("FAIL", "INCONCLUSIVE"), all(told.subList(1, 3), "verdict"));
        assertNull(told.get(0).getString("supersedes"));
        as("officer")
                .get("/cases/2026-09:CHAINED/verdicts")
                .then()
                .body("orders[0].reports.verdict", contains("PASS", "FAIL", "INCONCLUSIVE"))
                .body("orders[0].reports.supersedes", contains(null, "E-1", "E-2"))
                .body("orders[0].reports.counts", contains(false, false, true));
    }

    @Test
    void what_replaces_nothing_that_counts_is_kept_but_not_applied() {
        JsonPath order = ordered("2026-09", "KEPT", "jewellery", null);
        Map<String, Object> early = correction(report("G-0", CONFORMS), "G-1", "Before anything was reported");
        post(order, early).statusCode(409);
        post(order, report("G-1", CONFORMS)).statusCode(201);
        Map<String, Object> partial = correction(report("G-2", FAILS), "G-1", "Only a part");
        partial.put("status", "PARTIAL");
        post(order, partial).statusCode(409);
        post(order, correction(report("G-3", FAILS), "NEVER-1", "Another order's"))
                .statusCode(409);
        post(order, correction(report("G-3", FAILS), "NEVER-1", "Another order's"))
                .statusCode(409);
        post(order, report("G-4", FAILS)).statusCode(409);

        as("officer").get("/cases/2026-09:KEPT/verdicts").then().body("orders[0].reports.reportNo", contains("G-1"));
        assertEquals(
                List.of("G-0", "G-2", "G-3", "G-4"),
                sessions.withSession(session -> session.createNativeQuery(
                                        "select report_no from quarantined_report where test_order_id = cast(:id as uuid)"
                                                + " order by report_no",
                                        String.class)
                                .setParameter("id", order.getString("testOrderId"))
                                .getResultList())
                        .await()
                        .indefinitely());
        JsonPath marker = ordered("2026-09", "KEPT-2", "jewellery", null);
        post(marker, report("G-5", CONFORMS)).statusCode(201);
        events(Topics.TESTING_RESULTS, "2026-09:KEPT-2", 1);
        assertEquals(1, events(Topics.TESTING_RESULTS, "2026-09:KEPT", 1).size());
    }

    @Test
    void an_order_that_ended_without_a_report_takes_no_correction() {
        JsonPath order = ordered("2026-09", "ENDED", "jewellery", null);
        Map<String, Object> partial = report("J-1", List.of(row("total-lead", "clasp", "NUMBER", "5", "%")));
        partial.put("status", "PARTIAL");
        post(order, partial).statusCode(201);
        as("officer")
                .body("{\"reason\": \"Withdrawn\"}")
                .post("/test-orders/" + order.getString("testOrderId") + "/cancellation")
                .then()
                .statusCode(201);
        post(order, correction(report("J-2", CONFORMS), "J-1", "Too late"))
                .statusCode(409)
                .body("detail", containsString("CANCELLED"));
        as("officer")
                .get("/quarantined-reports")
                .then()
                .body("items.findAll { it.reportNo == 'J-2' }.reason", contains("The order is CANCELLED"));
    }

    @Test
    void a_partial_report_may_be_corrected_before_the_final_one() {
        JsonPath order = ordered("2026-09", "PARTLY", "jewellery", null);
        Map<String, Object> partial = report("H-1", List.of(row("total-lead", "clasp", "NUMBER", "5", "%")));
        partial.put("status", "PARTIAL");
        post(order, partial).statusCode(201);
        post(order, correction(report("H-2", CONFORMS), "H-1", "A digit too many"))
                .statusCode(201)
                .body("verdict", equalTo("PASS"));
        assertEquals(List.of("TestPassed"), all(events(Topics.TESTING_RESULTS, "2026-09:PARTLY", 1), "type"));
    }

    private static Map<String, Object> correction(Map<String, Object> report, String supersedes, String reason) {
        report.put("supersedes", supersedes);
        report.put("correctionReason", reason);
        return report;
    }

    private static ValidatableResponse post(JsonPath order, Map<String, Object> body) {
        return lab(order.getString("lab"))
                .body(body)
                .post("/test-orders/" + order.getString("testOrderId") + "/reports")
                .then();
    }

    private static List<String> all(List<JsonPath> events, String field) {
        return events.stream().map(event -> event.getString(field)).toList();
    }
}
