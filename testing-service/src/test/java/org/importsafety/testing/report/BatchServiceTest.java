package org.importsafety.testing.report;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.importsafety.testing.Fixtures.PATIENCE;
import static org.importsafety.testing.Fixtures.as;
import static org.importsafety.testing.Fixtures.jewellery;
import static org.importsafety.testing.Fixtures.lab;
import static org.importsafety.testing.Fixtures.ordered;
import static org.importsafety.testing.Fixtures.productSelected;
import static org.importsafety.testing.Fixtures.report;
import static org.importsafety.testing.Fixtures.send;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class BatchServiceTest {
    private static final int REPORTS = 40;
    private static final int BAD = 23;

    @Test
    void of_many_reports_the_bad_one_alone_is_refused_and_explained() {
        IntStream.range(0, REPORTS)
                .forEach(i -> send(
                        Topics.SELECTION,
                        "BATCH-" + i,
                        List.of(productSelected(UUID.randomUUID(), "2026-05", "BATCH-" + i, "jewellery", null))));
        Map<String, String> orders = await("the orders")
                .atMost(PATIENCE)
                .until(BatchServiceTest::ordersOfMay, found -> found.size() == REPORTS);
        List<Map<String, Object>> batch = new ArrayList<>();
        for (int i = 0; i < REPORTS; i++) {
            Map<String, Object> report = report("BATCH-" + i, jewellery("0.01", "0.001"));
            if (i == BAD) {
                report.remove("signedBy");
            }
            batch.add(entry(orders.get("2026-05:BATCH-" + i), report));
        }
        JsonPath answer = as("officer")
                .body(batch)
                .post("/reports")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        List<Integer> statuses = answer.getList("items.status");
        assertEquals(
                REPORTS - 1, statuses.stream().filter(status -> status == 201).count());
        assertEquals(422, statuses.get(BAD));
        assertEquals(IntStream.range(0, REPORTS).boxed().toList(), answer.getList("items.index"));
        assertEquals("PASS", answer.getString("items[7].answer.verdict"));
        assertEquals("BATCH-7", answer.getString("items[7].answer.reportNo"));
        assertEquals("signedBy", answer.getString("items[" + BAD + "].problem.errors[0].field"));
        as("officer").get("/cases/2026-05:BATCH-" + BAD + "/verdicts").then().body("orders[0].reports", hasSize(0));
        as("officer").get("/cases/2026-05:BATCH-7/verdicts").then().body("orders[0].reports.verdict", contains("PASS"));

        JsonPath again = as("officer").body(batch).post("/reports").jsonPath();
        List<Integer> repeated = again.getList("items.status");
        assertEquals(
                REPORTS - 1, repeated.stream().filter(status -> status == 200).count());
    }

    @Test
    void each_report_of_a_batch_is_answered_as_if_it_were_alone() {
        JsonPath own = ordered("2026-05", "MIXED-1", "jewellery", null);
        JsonPath other = ordered("2026-05", "MIXED-2", "jewellery", null);
        for (int i = 3; other.getString("lab").equals(own.getString("lab")); i++) {
            other = ordered("2026-05", "MIXED-" + i, "jewellery", null);
        }
        Map<String, Object> report = report("MIXED-1", jewellery("94.5", "0.001"));
        lab(own.getString("lab"))
                .body(List.of(
                        entry(other.getString("testOrderId"), report),
                        entry("nothing", report),
                        7,
                        Map.of("report", report),
                        Map.of("testOrderId", own.getString("testOrderId"), "report", "x"),
                        entry(own.getString("testOrderId"), report),
                        entry(own.getString("testOrderId"), report),
                        entry(own.getString("testOrderId"), report("MIXED-2", jewellery("0.01", "0.001")))))
                .post("/reports")
                .then()
                .statusCode(200)
                .body("items.status", contains(403, 404, 400, 422, 422, 201, 200, 409))
                .body("items[3].problem.errors.field", contains("testOrderId"))
                .body("items[4].problem.errors.field", contains("report"))
                .body("items[5].answer.verdict", equalTo("FAIL"))
                .body("items[5].problem", nullValue())
                .body("items[7].problem.detail", equalTo("The order is closed; the report was kept, but not applied"));
    }

    @Test
    void what_is_no_list_of_reports_is_refused_as_a_whole() {
        for (String body : List.of("{}", "[]", "x", "[" + "{},".repeat(200) + "{}]")) {
            lab("KTR")
                    .body(body)
                    .post("/reports")
                    .then()
                    .statusCode(400)
                    .body("errors.field", everyItem(equalTo("body")));
        }
        as("auditor").body("[{}]").post("/reports").then().statusCode(403);
    }

    private static Map<String, Object> entry(String order, Map<String, Object> report) {
        return new LinkedHashMap<>(Map.of("testOrderId", order, "report", report));
    }

    private static Map<String, String> ordersOfMay() {
        List<Map<String, String>> orders = as("officer")
                .get("/test-orders?limit=1000")
                .jsonPath()
                .getList("items.findAll { it.caseId.startsWith('2026-05:BATCH-') }");
        return orders.stream()
                .collect(Collectors.toMap(order -> order.get("caseId"), order -> order.get("testOrderId")));
    }
}
