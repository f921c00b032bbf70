package org.importsafety.testing.report;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.importsafety.testing.Fixtures.as;
import static org.importsafety.testing.Fixtures.jewellery;
import static org.importsafety.testing.Fixtures.lab;
import static org.importsafety.testing.Fixtures.ordered;
import static org.importsafety.testing.Fixtures.report;
import static org.importsafety.testing.Fixtures.row;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class OwnReportsServiceTest {
    private static final String NOWHERE = "/test-orders/00000000-0000-3000-8000-000000000000/reports";

    @Test
    void a_report_is_checked_as_it_would_be_judged_and_nothing_is_kept() {
        JsonPath order = ordered("2026-09", "SEAL", "jewellery", "ADULT");
        String reports = "/test-orders/" + order.getString("testOrderId") + "/reports";
        Map<String, Object> body = report("CHECK-1", jewellery("94.5", "0.008"));
        lab(order.getString("lab"))
                .body(body)
                .post(reports + "/check")
                .then()
                .statusCode(200)
                .body("errors", empty())
                .body("verdict", equalTo("FAIL"))
                .body("rows.find { it.index == 0 }.result", equalTo("FAILS"))
                .body("rows.find { it.index == 0 }.ratio", equalTo("945"))
                .body("rows.find { it.index == 1 }.result", equalTo("CONFORMS"));
        as("officer")
                .body(Map.of("measurements", List.of(row("gold", "clasp", "NUMBER", "1", "mg/kg"))))
                .post(reports + "/check")
                .then()
                .statusCode(200)
                .body("errors.field", hasItem("measurements[0].item"))
                .body("verdict", nullValue());
        lab(order.getString("lab")).get(reports).then().statusCode(200).body("items", empty());
        lab(order.getString("lab")).body(body).post(reports).then().statusCode(201);
    }

    @Test
    void a_laboratory_reads_its_reports_as_it_sent_them() {
        JsonPath order = ordered("2026-09", "MARK", "jewellery", null);
        String reports = "/test-orders/" + order.getString("testOrderId") + "/reports";
        lab(order.getString("lab"))
                .body(report("CHECK-2", jewellery("0.2", "0.008")))
                .post(reports)
                .then()
                .statusCode(201);
        for (var reader : List.of(lab(order.getString("lab")), as("officer"), as("auditor"))) {
            reader.get(reports)
                    .then()
                    .statusCode(200)
                    .body("items.judged.verdict", contains("FAIL"))
                    .body("items[0].judged.nonconformities.item", contains("total-cadmium"))
                    .body("items[0].document.measurements[0].value", equalTo("0.2"))
                    .body("items[0].document.signedBy", equalTo("signer-1"));
        }
    }

    @Test
    void nobody_else_learns_anything() {
        JsonPath order = ordered("2026-09", "STUD", "jewellery", null);
        String reports = "/test-orders/" + order.getString("testOrderId") + "/reports";
        String other = order.getString("lab").equals("KATRI") ? "KTR" : "KATRI";
        given().contentType("application/json")
                .body("{}")
                .post(reports + "/check")
                .then()
                .statusCode(401);
        lab(other).body("[1]").post(reports + "/check").then().statusCode(400);
        lab(other).body("{}").post(NOWHERE + "/check").then().statusCode(404);
        lab(other).body("{}").post(reports + "/check").then().statusCode(403);
        as("auditor").body("{}").post(reports + "/check").then().statusCode(403);
        given().get(reports).then().statusCode(401);
        lab(other).get(reports).then().statusCode(403);
        lab(other).get(NOWHERE).then().statusCode(404);
        as("platform").get(reports).then().statusCode(403);
    }
}
