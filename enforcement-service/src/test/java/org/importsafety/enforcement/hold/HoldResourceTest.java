package org.importsafety.enforcement.hold;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.importsafety.enforcement.Fixtures.as;
import static org.importsafety.enforcement.Fixtures.awaitTold;
import static org.importsafety.enforcement.Fixtures.blocked;
import static org.importsafety.enforcement.Fixtures.corrected;
import static org.importsafety.enforcement.Fixtures.count;
import static org.importsafety.enforcement.Fixtures.listing;
import static org.importsafety.enforcement.Fixtures.told;
import static org.importsafety.enforcement.Fixtures.waiting;
import static org.importsafety.enforcement.Fixtures.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "enforcement"))
class HoldResourceTest {
    private static final String PROBLEM = "application/problem+json";
    private static final Instant UNTIL = Instant.now().plus(Duration.ofDays(7));

    @Inject
    Pool pool;

    @Test
    void a_listing_is_held_once_and_let_go_with_a_reason() {
        known("held");
        String hold = post(body("held", UNTIL))
                .statusCode(201)
                .body("open", is(true))
                .extract()
                .path("holdId");
        post(body("held", UNTIL)).statusCode(200).body("holdId", is(hold));
        post(body("held", UNTIL.plusSeconds(9)))
                .statusCode(409)
                .contentType(PROBLEM)
                .body("allowed", contains("end"));
        JsonNode held = awaitTold(Topics.ENFORCEMENT, "held", "SaleHeld");
        assertEquals("KR", held.get("territory").asText());
        assertEquals("a child was hurt", held.get("reason").asText());
        assertFalse(held.has("blockId"));
        as("platform").get("/holds?open=true&limit=1000").then().statusCode(200).body("items.holdId", hasItem(hold));

        end(hold, "{}").statusCode(422).body("errors.field", contains("reason"));
        end(hold, "{\"reason\":\"it was another product\"}").statusCode(200).body("open", is(false));
        end(hold, "{\"reason\":\"it was another product\"}").statusCode(200);
        end(hold, "{\"reason\":\"other words\"}").statusCode(409);
        JsonNode ended = awaitTold(Topics.ENFORCEMENT, "held", "SaleHeld", 2).get(1);
        assertEquals(ended.get("occurredAt").asText(), ended.get("until").asText());
        assertEquals(2, told(Topics.ENFORCEMENT, "held", "SaleHeld").size());
        as("auditor").get("/holds?open=true&limit=1000").then().body("items.holdId", not(hasItem(hold)));
        as("auditor").get("/holds?open=false&limit=1000").then().body("items.holdId", hasItem(hold));
        as("auditor")
                .get("/audit?subject=listings/held")
                .then()
                .body("items.action", hasItems("SALE_HELD", "HOLD_ENDED", "REFUSED"));
        post(body("held", UNTIL)).statusCode(201);
    }

    @Test
    void a_hold_becomes_the_block_when_a_report_fails() {
        known("suspect");
        String hold = post(body("suspect", UNTIL)).statusCode(201).extract().path("holdId");
        String block = blocked("suspect");
        JsonNode ended = awaitTold(Topics.ENFORCEMENT, "suspect", "SaleHeld", 2).get(1);
        assertEquals(block, ended.get("blockId").asText());
        as("officer").get("/holds?open=true&limit=1000").then().body("items.holdId", not(hasItem(hold)));
        end(hold, "{\"reason\":\"cleared\"}").statusCode(409);
        post(body("suspect", UNTIL)).statusCode(409).contentType(PROBLEM);
    }

    @Test
    void a_hold_becomes_the_block_also_when_the_listing_is_a_relisting_or_is_blocked_again_by_a_person() {
        write(listing("held-first", null, null, "CB786R0001-1"), UUID.randomUUID(), 1);
        write(listing("held-copy", null, null, "CB786R0001-1"), UUID.randomUUID(), 1);
        stored("held-first");
        stored("held-copy");
        String hold = post(body("held-copy", UNTIL)).statusCode(201).extract().path("holdId");
        String first = blocked("held-first");
        assertEquals(
                awaitTold(Topics.ENFORCEMENT, "held-copy", "SaleBlocked").get("blockId"),
                awaitTold(Topics.ENFORCEMENT, "held-copy", "SaleHeld", 2).get(1).get("blockId"));
        as("officer").get("/holds?open=true&limit=1000").then().body("items.holdId", not(hasItem(hold)));

        write(corrected("held-first", "R-2", "R-held-first", "PASS"), UUID.randomUUID(), 2);
        awaitTold(Topics.ENFORCEMENT, "held-first", "SaleUnblocked");
        String again = post(body("held-first", UNTIL)).statusCode(201).extract().path("holdId");
        as("officer")
                .contentType("application/json")
                .body("{\"reason\":\"the correction was of another listing\"}")
                .post("/blocks/" + first + "/renewal")
                .then()
                .statusCode(201);
        JsonNode ended =
                awaitTold(Topics.ENFORCEMENT, "held-first", "SaleHeld", 2).get(1);
        assertEquals(first, ended.get("blockId").asText());
        as("officer").get("/holds?open=true&limit=1000").then().body("items.holdId", not(hasItem(again)));
    }

    @Test
    void a_hold_whose_time_is_over_has_ended_without_a_word_and_another_one_may_follow() {
        known("over");
        String hold = post(body("over", UNTIL)).extract().path("holdId");
        pool.preparedQuery("update sale_hold set until = now() - interval '1 s' where hold_id = $1")
                .execute(Tuple.of(UUID.fromString(hold)))
                .await()
                .atMost(Duration.ofSeconds(5));
        as("officer").get("/holds?open=true&limit=1000").then().body("items.holdId", not(hasItem(hold)));
        end(hold, "{\"reason\":\"cleared\"}").statusCode(409);
        post(body("over", UNTIL)).statusCode(201).body("holdId", not(is(hold)));
    }

    @Test
    void who_may_not_and_what_is_wrong_is_refused_field_by_field() {
        known("guarded-hold");
        as("platform")
                .contentType("application/json")
                .body(body("guarded-hold", UNTIL))
                .post("/holds")
                .then()
                .statusCode(403);
        post("{\"listingId\":\"a b\",\"territory\":\"Korea\"}")
                .statusCode(422)
                .contentType(PROBLEM)
                .body("errors.field", containsInAnyOrder("listingId", "reason", "until", "territory"));
        post("").statusCode(400);
        for (Instant until :
                List.of(Instant.now().minusSeconds(1), Instant.now().plus(Duration.ofDays(31)))) {
            post(body("guarded-hold", until)).statusCode(422).body("errors.field", contains("until"));
        }
        post(body("never-heard-of", UNTIL)).statusCode(422).body("errors.field", contains("listingId"));
        end(UUID.randomUUID().toString(), "{\"reason\":\"x\"}").statusCode(404);
        end("no-id", "{\"reason\":\"x\"}").statusCode(404);
        as("officer").get("/holds?open=perhaps").then().statusCode(400);
        as("officer").get("/holds?after=x").then().statusCode(400);
        assertEquals(0, told(Topics.ENFORCEMENT, "guarded-hold", "SaleHeld").size());
    }

    private void known(String listing) {
        write(listing(listing, null, null, null), UUID.randomUUID(), 1);
        stored(listing);
    }

    private void stored(String listing) {
        waiting("listing " + listing)
                .until(() -> count(pool, "select count(*) from listing where listing_id = $1", listing) == 1);
    }

    private static String body(String listing, Instant until) {
        return """
                {"listingId":"%s","reason":"a child was hurt","until":"%s"}""".formatted(listing, until);
    }

    private static ValidatableResponse post(String body) {
        return as("officer")
                .contentType("application/json")
                .body(body)
                .post("/holds")
                .then();
    }

    private static ValidatableResponse end(String hold, String body) {
        return as("officer")
                .contentType("application/json")
                .body(body)
                .delete("/holds/" + hold)
                .then();
    }
}
