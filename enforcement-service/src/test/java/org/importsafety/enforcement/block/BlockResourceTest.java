package org.importsafety.enforcement.block;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.importsafety.enforcement.Fixtures.as;
import static org.importsafety.enforcement.Fixtures.awaitTold;
import static org.importsafety.enforcement.Fixtures.blocked;
import static org.importsafety.enforcement.Fixtures.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "enforcement"))
class BlockResourceTest {
    private static final String DONE = "{\"status\":\"DONE\",\"reportedAt\":\"2026-11-04T01:00:00Z\"}";
    private static final String PROBLEM = "application/problem+json";

    @Test
    void a_platform_without_kafka_answers_once_however_often_it_posts() {
        String block = blocked("rest");
        post(block, DONE).statusCode(201).body("status", is("CONFIRMED")).body("blockId", is(block));
        post(block, DONE).statusCode(200).body("status", is("CONFIRMED"));
        awaitTold(Topics.ENFORCEMENT, "rest", "BlockConfirmed");
        post(block, DONE).statusCode(200);
        assertEquals(1, told(Topics.ENFORCEMENT, "rest", "BlockConfirmed").size());
        as("platform")
                .get("/blocks/" + block)
                .then()
                .statusCode(200)
                .body("status", is("CONFIRMED"))
                .body("answer", is("DONE"))
                .body("confirmedAt", is("2026-11-04T01:00:00Z"))
                .body("caseId", is("2026-10:rest"))
                .body("actions", contains("SEARCH", "BUY", "CATALOGUE"))
                .body("nonconformities.item", contains("total lead"));
    }

    @Test
    void a_report_id_is_used_for_one_answer_only() {
        String block = blocked("rest-id");
        String partial = "{\"reportId\":\"r-1\",\"status\":\"PARTIAL\",\"skus\":[\"s1\"],\"note\":\"one of two\","
                + "\"reportedAt\":\"2026-11-04T01:00:00.123456789Z\"}";
        post(block, partial).statusCode(201).body("reportId", is("r-1")).body("status", is("INCOMPLETE"));
        post(block, partial).statusCode(200);
        post(block, partial.replace("PARTIAL", "DONE")).statusCode(409).contentType(PROBLEM);
        post(block, DONE).statusCode(201).body("status", is("INCOMPLETE")); // older than the partial one
        post(block, DONE.replace("01:00", "02:00")).statusCode(201).body("status", is("CONFIRMED"));
    }

    @Test
    void blocks_are_listed_page_by_page() {
        blocked("page-1");
        blocked("page-2");
        blocked("page-3");
        as("auditor")
                .get("/blocks?limit=2&after=2026-10:page-0&status=REQUESTED")
                .then()
                .statusCode(200)
                .body("items.listingId", contains("page-1", "page-2"))
                .body("next", is("2026-10:page-2"));
        as("officer")
                .get("/blocks?after=2026-10:page-2")
                .then()
                .statusCode(200)
                .body("items.listingId", hasItem("page-3"));
        as("officer")
                .get("/blocks?status=INCOMPLETE")
                .then()
                .statusCode(200)
                .body("items.status", everyItem(is("INCOMPLETE")));
        as("officer").get("/blocks?status=OPEN").then().statusCode(400).body("errors.field", contains("status"));
        as("officer")
                .urlEncodingEnabled(false)
                .get("/blocks?after=%00")
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
    }

    @Test
    void who_may_not_and_what_is_not_there_is_refused() {
        String block = blocked("refused");
        RestAssured.get("/blocks").then().statusCode(401).contentType(PROBLEM);
        as("lab").get("/blocks").then().statusCode(403).contentType(PROBLEM);
        as("officer").get("/blocks/" + UUID.randomUUID()).then().statusCode(404).contentType(PROBLEM);
        as("officer").get("/blocks/no-id").then().statusCode(404).contentType(PROBLEM);
        post(UUID.randomUUID().toString(), DONE).statusCode(404).contentType(PROBLEM);
        post(UUID.randomUUID().toString(), "{}").statusCode(404).contentType(PROBLEM);
        post("no-id", DONE).statusCode(404).contentType(PROBLEM);
        as("officer")
                .contentType("application/json")
                .body(DONE)
                .post("/blocks/" + block + "/reports")
                .then()
                .statusCode(403);
        RestAssured.given()
                .contentType("application/json")
                .body(DONE)
                .post("/blocks/" + block + "/reports")
                .then()
                .statusCode(401);
    }

    @Test
    void a_wrong_answer_is_refused_field_by_field_and_changes_nothing() {
        String block = blocked("wrong");
        post(block, "{ no json").statusCode(400).contentType(PROBLEM);
        post(block, "").statusCode(400).contentType(PROBLEM);
        post(block, "{\"status\":\"MAYBE\",\"skus\":[\"\"]}")
                .statusCode(422)
                .contentType(PROBLEM)
                .body("errors.field", containsInAnyOrder("status", "reportedAt", "skus"));
        post(block, "{\"status\":\"DONE\",\"reportedAt\":\"yesterday\"}")
                .statusCode(422)
                .body("errors.field", contains("reportedAt"));
        as("platform").get("/blocks/" + block).then().body("status", is("REQUESTED"));
    }

    private static ValidatableResponse post(String block, String body) {
        return as("platform")
                .contentType("application/json")
                .body(body)
                .post("/blocks/" + block + "/reports")
                .then();
    }
}
