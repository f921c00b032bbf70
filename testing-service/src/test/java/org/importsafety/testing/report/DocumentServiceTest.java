package org.importsafety.testing.report;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.importsafety.testing.Fixtures.as;
import static org.importsafety.testing.Fixtures.jewellery;
import static org.importsafety.testing.Fixtures.lab;
import static org.importsafety.testing.Fixtures.ordered;
import static org.importsafety.testing.Fixtures.report;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "testing"))
class DocumentServiceTest {
    private static final byte[] SIGNED = "%PDF-1.7 signed by hand".getBytes(StandardCharsets.UTF_8);

    @jakarta.inject.Inject
    Mutiny.SessionFactory sessions;

    @Test
    void the_signed_document_is_kept_and_given_back_as_it_came() {
        JsonPath order = reported("LOCKET", "DOC/1");
        put(order, order.getString("lab"), "DOC%2F1", SIGNED)
                .statusCode(201)
                .body("sha256", equalTo(KeepDocument.sha256(SIGNED)));
        put(order, order.getString("lab"), "DOC%2F1", SIGNED).statusCode(200);
        for (var reader : List.of(lab(order.getString("lab")), as("officer"), as("auditor"))) {
            byte[] back = reader.urlEncodingEnabled(false)
                    .get(path(order, "DOC%2F1", 0))
                    .then()
                    .statusCode(200)
                    .contentType("application/pdf")
                    .header(
                            "Content-Disposition",
                            "attachment; filename=\"" + order.getString("lab") + "-DOC_1-0.pdf\"")
                    .extract()
                    .asByteArray();
            assertArrayEquals(SIGNED, back);
        }
        as("officer")
                .get("/cases/2026-06:LOCKET/verdicts")
                .then()
                .body("orders[0].reports[0].documentStored", equalTo(true))
                .body("orders[0].reports[0].hashMismatch", equalTo(false));
    }

    @Test
    void another_file_is_refused_by_both_hashes_noted_and_flagged_until_the_right_one_comes() {
        JsonPath order = reported("CAMEO", "DOC-2");
        byte[] other = "%PDF-1.7 signed by nobody".getBytes(StandardCharsets.UTF_8);
        put(order, order.getString("lab"), "DOC-2", other)
                .statusCode(422)
                .body("errors.field", contains("documentSha256"))
                .body(
                        "errors[0].message",
                        allOf(containsString(KeepDocument.sha256(other)), containsString(KeepDocument.sha256(SIGNED))));
        lab(order.getString("lab")).get(path(order, "DOC-2", 0)).then().statusCode(404);
        as("officer")
                .get("/cases/2026-06:CAMEO/verdicts")
                .then()
                .body("orders[0].reports[0].documentStored", equalTo(false))
                .body("orders[0].reports[0].hashMismatch", equalTo(true));
        assertEquals(
                List.of("report DOC-2 revision 0: " + KeepDocument.sha256(other) + " instead of "
                        + KeepDocument.sha256(SIGNED)),
                sessions.withSession(session -> session.createNativeQuery(
                                        "select detail from audit_entry where action = 'HASH_MISMATCH' and subject = :order",
                                        String.class)
                                .setParameter("order", order.getString("testOrderId"))
                                .getResultList())
                        .await()
                        .indefinitely());
        put(order, order.getString("lab"), "DOC-2", SIGNED).statusCode(201);
        as("officer")
                .get("/cases/2026-06:CAMEO/verdicts")
                .then()
                .body("orders[0].reports[0].hashMismatch", equalTo(false));
    }

    @Test
    void a_document_that_nobody_may_or_can_store_is_refused() {
        JsonPath order = reported("AMULET", "DOC-3");
        String own = order.getString("lab");
        String other = own.equals("KATRI") ? "KTR" : "KATRI";
        put(order, other, "DOC-3", SIGNED).statusCode(403);
        put(order, own, "DOC-4", SIGNED).statusCode(404);
        put(order, own, "DOC-3", new byte[0]).statusCode(400);
        put(order, own, "DOC-3", new byte[2 * 1024 * 1024 + 1])
                .statusCode(413)
                .contentType("application/problem+json")
                .body("detail", containsString("2097152"));
        lab(own).contentType("text/plain")
                .body("x")
                .put(path(order, "DOC-3", 0))
                .then()
                .statusCode(415);
        lab(other).get(path(order, "DOC-3", 0)).then().statusCode(403);
        lab(own).get(path(order, "DOC-3", 1)).then().statusCode(404);
        as("platform").get(path(order, "DOC-3", 0)).then().statusCode(403);
    }

    private static JsonPath reported(String listing, String reportNo) {
        JsonPath order = ordered("2026-06", listing, "jewellery", null);
        Map<String, Object> report = report(reportNo, jewellery("0.01", "0.001"));
        report.put("documentSha256", KeepDocument.sha256(SIGNED).toUpperCase(java.util.Locale.ROOT));
        lab(order.getString("lab"))
                .body(report)
                .post("/test-orders/" + order.getString("testOrderId") + "/reports")
                .then()
                .statusCode(201);
        return order;
    }

    private static ValidatableResponse put(JsonPath order, String lab, String reportNo, byte[] file) {
        return lab(lab).urlEncodingEnabled(false)
                .contentType("application/pdf")
                .body(file)
                .put(path(order, reportNo, 0))
                .then();
    }

    private static String path(JsonPath order, String reportNo, int revision) {
        return "/test-orders/" + order.getString("testOrderId") + "/reports/" + reportNo + "/" + revision + "/document";
    }
}
