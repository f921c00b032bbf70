package org.importsafety.enforcement.probe;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.importsafety.enforcement.Fixtures.as;
import static org.importsafety.enforcement.Fixtures.awaitTold;
import static org.importsafety.enforcement.Fixtures.blocked;
import static org.importsafety.enforcement.Fixtures.corrected;
import static org.importsafety.enforcement.Fixtures.count;
import static org.importsafety.enforcement.Fixtures.latest;
import static org.importsafety.enforcement.Fixtures.told;
import static org.importsafety.enforcement.Fixtures.waiting;
import static org.importsafety.enforcement.Fixtures.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.importsafety.events.BlockReportEvent.BlockReported;
import org.importsafety.events.OrderEvent.OrderLinePaid;
import org.importsafety.events.Topics;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With a shop and a clock of its own, so the application starts once more. */
@Tag("full")
@QuarkusTest
@TestProfile(ProbedShop.class)
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "enforcement"))
@WithTestResource(ShopServer.class)
class ProbeBlocksTest {
    @Inject
    Pool pool;

    @Inject
    MovableClock clock;

    ShopServer shop;

    @Test
    void a_block_is_verified_once_the_platform_has_answered_and_every_step_of_the_shop_refuses() {
        String block = blocked("held");
        assertEquals("REQUESTED", status(block));
        answer(block, "held");

        JsonNode event = awaitTold(Topics.ENFORCEMENT, "held", "BlockVerified");
        assertEquals(block, event.get("blockId").asText());
        assertEquals("CHECKOUT", event.get("probe").asText());
        assertEquals(clock.instant(), Instant.parse(event.get("at").asText()));
        for (var step : List.of(
                "SEARCH REFUSED: GET /api/search?q=held&page=3 -> 200 sha256:",
                "PAGE REFUSED: GET /api/products/held -> 410 sha256:",
                "CART REFUSED: POST /api/cart -> 409 sha256:",
                "CHECKOUT REFUSED: POST /api/checkout/quote -> 409 sha256:")) {
            assertTrue(event.get("evidence").asText().contains(step), event.toString());
        }
        assertEquals("VERIFIED", status(block));
        as("platform").get("/blocks?status=VERIFIED&limit=1000").then().body("items.blockId", hasItem(block));
        RestAssured.get("/register?listing=held").then().body("blocks.status", contains("VERIFIED"));
        runs(block)
                .body("items.result", contains("HOLDS"))
                .body("items[0].probe", nullValue())
                .body("items[0].evidence", equalTo(event.get("evidence").asText()));
    }

    @Test
    void nobody_looks_before_the_platform_has_answered_nor_after_the_block_has_ended() {
        blocked("only-asked");
        String ended = blocked("ended");
        answer(ended, "ended");
        awaitTold(Topics.ENFORCEMENT, "ended", "BlockVerified");
        write(corrected("ended", "R-ended-1", "R-ended", "PASS"), UUID.randomUUID(), 2);
        awaitTold(Topics.ENFORCEMENT, "ended", "SaleUnblocked");
        int visits = shop.visits("ended");
        clock.advance(Duration.ofDays(200));

        String after = blocked("after-them");
        answer(after, "after-them");
        awaitTold(Topics.ENFORCEMENT, "after-them", "BlockVerified");
        assertEquals(0, shop.visits("only-asked"));
        assertEquals(visits, shop.visits("ended"));
    }

    @Test
    void a_shop_that_still_sells_what_it_says_it_has_blocked_is_told_on_and_asked_again() {
        shop.sells("lie", Step.CART, Step.CHECKOUT);
        String block = blocked("lie");
        answer(block, "lie");

        JsonNode breach = awaitTold(Topics.ENFORCEMENT, "lie", "BlockBreached");
        assertEquals("CART", breach.get("probe").asText());
        JsonNode again = awaitTold(Topics.ENFORCEMENT, "lie", "SaleBlocked", 2).get(1);
        JsonNode first = told(Topics.ENFORCEMENT, "lie", "SaleBlocked").get(0);
        assertEquals(block, again.get("blockId").asText());
        assertEquals(2, again.get("attempt").asInt());
        assertEquals(first.get("blockedAt"), again.get("blockedAt"));
        assertTrue(!first.get("eventId").equals(again.get("eventId")), "another event");
        waiting("the block list to say the same")
                .until(() -> latest(Topics.ENFORCEMENT_BLOCK_LIST, "lie")
                                .get("attempt")
                                .asInt()
                        == 2);
        assertEquals("BREACHED", status(block));
        assertEquals(0, told(Topics.ENFORCEMENT, "lie", "BlockVerified").size());

        write(reported(block, "lie", clock.instant().minusSeconds(60)), UUID.randomUUID(), 8);
        shop.sells("lie");
        clock.advance(Duration.ofHours(2));
        answer(block, "lie");
        awaitTold(Topics.ENFORCEMENT, "lie", "BlockVerified");
        assertEquals(
                2,
                told(Topics.ENFORCEMENT, "lie", "BlockConfirmed").size(),
                "an answer from before the breach confirms nothing");
        assertEquals("VERIFIED", status(block));
        assertEquals(2, told(Topics.ENFORCEMENT, "lie", "SaleBlocked").size());
        runs(block).body("items.result", contains("HOLE", "HOLDS")).body("items[0].probe", equalTo("CART"));
    }

    @Test
    void a_verified_block_is_looked_at_again_after_1_7_30_and_180_days_and_one_that_comes_back_is_found() {
        String kept = blocked("kept");
        String forgotten = blocked("forgotten");
        answer(kept, "kept");
        answer(forgotten, "forgotten");
        Instant verified = Instant.parse(
                awaitTold(Topics.ENFORCEMENT, "kept", "BlockVerified").get("at").asText());
        awaitTold(Topics.ENFORCEMENT, "forgotten", "BlockVerified");

        clock.advance(Duration.ofDays(1));
        awaitTold(Topics.ENFORCEMENT, "kept", "BlockVerified", 2);
        awaitTold(Topics.ENFORCEMENT, "forgotten", "BlockVerified", 2);
        clock.advance(Duration.ofDays(6));
        awaitTold(Topics.ENFORCEMENT, "kept", "BlockVerified", 3);
        awaitTold(Topics.ENFORCEMENT, "forgotten", "BlockVerified", 3);
        shop.sells("forgotten", Step.SEARCH, Step.PAGE, Step.CART, Step.CHECKOUT);
        clock.advance(Duration.ofDays(23));
        awaitTold(Topics.ENFORCEMENT, "kept", "BlockVerified", 4);
        JsonNode breach = awaitTold(Topics.ENFORCEMENT, "forgotten", "BlockBreached");
        assertEquals("SEARCH", breach.get("probe").asText());
        clock.advance(Duration.ofDays(150));
        awaitTold(Topics.ENFORCEMENT, "kept", "BlockVerified", 5);

        List<Instant> due = new ArrayList<>(List.of(0, 1, 7, 30, 180).stream()
                .map(day -> verified.plus(Duration.ofDays(day)))
                .toList());
        List<Instant> at = told(Topics.ENFORCEMENT, "kept", "BlockVerified").stream()
                .map(event -> Instant.parse(event.get("at").asText()))
                .toList();
        assertEquals(due, at);
        due.remove(0);
        List<String> planned = runs(kept).extract().path("items.dueAt");
        assertEquals(due, planned.stream().skip(1).map(Instant::parse).toList());
        assertEquals(
                0,
                count(
                        pool,
                        "select count(*) from block where block_id = $1 and next_probe_at is not null",
                        UUID.fromString(kept)),
                "there is no further run");
    }

    @Test
    void an_answer_that_cannot_be_understood_proves_nothing_and_the_shop_is_asked_again() {
        for (var answer :
                List.of("404 {}", "404 {\"refused\": [{\"listingId\": \"another\"}]}", "200 <html>", "503 {}")) {
            String listing = "garbled-" + Math.abs(answer.hashCode());
            shop.garbles(listing, answer);
            String block = blocked(listing);
            answer(block, listing);
            waiting("several tries of " + answer)
                    .until(() -> count(
                                    pool,
                                    "select coalesce(max(tries), 0)::bigint from probe where block_id = $1",
                                    UUID.fromString(block))
                            >= 2);
            assertEquals("CONFIRMED", status(block), answer);
            runs(block).body("items.result", contains("UNCLEAR"));

            shop.garbles(listing, null);
            awaitTold(Topics.ENFORCEMENT, listing, "BlockVerified");
            assertEquals(0, told(Topics.ENFORCEMENT, listing, "BlockBreached").size(), answer);
            runs(block).body("items.result", contains("HOLDS"));
        }
        String metrics = RestAssured.get("/q/metrics").then().extract().asString();
        assertTrue(metrics.contains("enforcement_probes_total{outcome=\"unclear\""), metrics);
    }

    @Test
    void a_line_that_was_paid_after_the_block_is_told_once_and_asked_again_for_once() {
        String block = blocked("sold");
        answer(block, "sold");
        awaitTold(Topics.ENFORCEMENT, "sold", "BlockVerified");
        clock.advance(Duration.ofHours(1));
        Instant before = clock.instant().minus(Duration.ofDays(300));
        pay("O-early", 1, "sold", before);
        pay("O-1", 1, "sold", clock.instant());
        pay("O-1", 1, "sold", clock.instant());
        pay("O-1", 2, "sold", clock.instant());
        pay("O-2", 1, "not-blocked", clock.instant());

        List<JsonNode> breaches = awaitTold(Topics.ENFORCEMENT, "sold", "BlockBreached", 2);
        assertEquals(
                List.of("order O-1 line 1", "order O-1 line 2"),
                breaches.stream().map(event -> event.get("evidence").asText()).toList());
        assertEquals(
                List.of("ORDER", "ORDER"),
                breaches.stream().map(event -> event.get("probe").asText()).toList());
        assertEquals("BREACHED", status(block));
        clock.advance(Duration.ofHours(1));
        answer(block, "sold");
        awaitTold(Topics.ENFORCEMENT, "sold", "BlockVerified", 2);
        assertEquals(2, told(Topics.ENFORCEMENT, "sold", "BlockBreached").size());
        assertEquals(2, told(Topics.ENFORCEMENT, "sold", "SaleBlocked").size());
        runs(block)
                .body("items", hasSize(4))
                .body("items.probe", hasItem("ORDER"))
                .body("items.evidence", hasItem(containsString("order O-1 line 2")));
        assertEquals(0, count(pool, "select count(*) from sold_after_block where order_id in ('O-early', 'O-2')"));
    }

    @Test
    void what_was_found_is_shown_to_officers_and_auditors_page_by_page() {
        String block = blocked("shown");
        answer(block, "shown");
        awaitTold(Topics.ENFORCEMENT, "shown", "BlockVerified");
        clock.advance(Duration.ofDays(1));
        awaitTold(Topics.ENFORCEMENT, "shown", "BlockVerified", 2);
        String next = as("auditor")
                .get("/blocks/" + block + "/probes?limit=1")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .extract()
                .path("next");
        as("officer")
                .queryParam("after", next)
                .get("/blocks/" + block + "/probes?limit=1")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("next", nullValue());
        as("platform").get("/blocks/" + block + "/probes").then().statusCode(403);
        RestAssured.get("/blocks/" + block + "/probes").then().statusCode(401);
        as("officer").get("/blocks/" + UUID.randomUUID() + "/probes").then().statusCode(404);
        as("officer").get("/blocks/no-id/probes").then().statusCode(404);
        as("officer")
                .queryParam("after", "\0")
                .get("/blocks/" + block + "/probes")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    private void answer(String block, String listing) {
        write(reported(block, listing, clock.instant()), UUID.randomUUID(), 9);
    }

    private static BlockReported reported(String block, String listing, Instant at) {
        return new BlockReported(block, listing, "DONE", List.of(), at, null);
    }

    private static void pay(String orderId, int lineNo, String listing, Instant at) {
        write(new OrderLinePaid(orderId, lineNo, listing, "s1", "b-1", 1, 100, "KRW", at, null), UUID.randomUUID(), 1);
    }

    private static String status(String block) {
        return as("officer")
                .get("/blocks/" + block)
                .then()
                .statusCode(200)
                .extract()
                .path("status");
    }

    private static ValidatableResponse runs(String block) {
        return as("officer").get("/blocks/" + block + "/probes").then().statusCode(200);
    }
}
