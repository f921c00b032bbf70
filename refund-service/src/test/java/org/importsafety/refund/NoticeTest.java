package org.importsafety.refund;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.importsafety.refund.Fixtures.as;
import static org.importsafety.refund.Fixtures.awaitCompleted;
import static org.importsafety.refund.Fixtures.awaitParked;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The buyers of a blocked item are told, each once, and it is counted whom it reached. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "refund"))
@WithTestResource(ProviderServer.class)
class NoticeTest {
    private static Fixtures world;

    @BeforeAll
    static void open() {
        world = new Fixtures();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void every_affected_buyer_is_told_once_in_the_language_of_the_last_order_with_what_comes_back() {
        world.bought("nt-ann", "NT-1", "TOLD", 19_900, "ko-KR");
        world.bought("nt-ann", "NT-2", "TOLD", 100, null);
        world.bought("nt-bob", "NT-3", "TOLD", 500, "en");
        world.bought("nt-cho", "NT-4", "TOLD", 700, "fr"); // no notices in French: Korean is the default
        world.bought("nt-dan", "NT-5", "TOLD", 0, "zh-CN"); // paid nothing, has the thing all the same
        world.bought("nt-eve", "NT-6", "TOLD", 900, null);
        world.cancelled("NT-6", 1);
        world.bought("nt-gil", "NT-8", "TOLD", 800, "en");
        world.refunded("NT-8", 1, "bank", 3, "USD"); // how much is left, a person has to say
        world.bought("nt-fay", "NT-7", "OTHER-THAN-TOLD", 900, null);
        world.blocked("TOLD", 1);
        world.blocked("TOLD", 2);
        awaitCompleted("TOLD");

        Map<String, JsonNode> byBuyer = world.awaitTold("TOLD", "BuyerNoticeRequested", 5).stream()
                .collect(Collectors.toMap(told -> told.get("buyerRef").textValue(), told -> told));
        assertEquals(
                List.of("nt-ann", "nt-bob", "nt-cho", "nt-dan", "nt-gil"),
                byBuyer.keySet().stream().sorted().toList());
        assertTold(byBuyer.get("nt-ann"), "ko", "20,000원", "NT-1, NT-2");
        assertTold(byBuyer.get("nt-bob"), "en", "500 KRW", "NT-3");
        assertTold(byBuyer.get("nt-cho"), "ko", "700원", "NT-4");
        assertTold(byBuyer.get("nt-dan"), "zh", "NT-5");
        assertEquals(20_000, byBuyer.get("nt-ann").at("/amounts/0/amount").asLong());
        assertTold(byBuyer.get("nt-gil"), "en", "NT-8");
        assertEquals(0, byBuyer.get("nt-dan").get("amounts").size());
        assertEquals(0, byBuyer.get("nt-gil").get("amounts").size());
    }

    @Test
    void a_buyer_whose_line_comes_late_is_told_and_who_was_told_is_not_told_again() {
        world.bought("nl-ann", "NL-1", "LATE-BUYER", 100, null);
        world.blocked("LATE-BUYER", 1);
        world.awaitTold("LATE-BUYER", "BuyerNoticeRequested", 1);

        world.bought("nl-ann", "NL-2", "LATE-BUYER", 200, null);
        world.bought("nl-bob", "NL-3", "LATE-BUYER", 300, null);
        List<JsonNode> told = world.awaitTold("LATE-BUYER", "BuyerNoticeRequested", 2);

        assertEquals(
                List.of("nl-ann", "nl-bob"),
                told.stream().map(one -> one.get("buyerRef").textValue()).toList());
        world.awaitTold("LATE-BUYER", "RefundSettled", 3);
        reach("LATE-BUYER").body("reach.requested", equalTo(2)).body("reach.due", equalTo(0));
    }

    @Test
    void what_became_of_a_notice_is_counted_told_and_shown() {
        for (String buyer : List.of("nr-ann", "nr-bob", "nr-cho")) {
            world.bought(buyer, "NR-" + buyer, "REACH", 100, null);
        }
        world.blocked("REACH", 1);
        List<JsonNode> asked = world.awaitTold("REACH", "BuyerNoticeRequested", 3);

        world.noticeReported(asked.get(0), "DELIVERED", "2026-11-05T00:00:00Z");
        world.noticeReported(asked.get(1), "BOUNCED", "2026-11-05T00:00:00Z");
        world.noticeReported(asked.get(1), "SENT", "2026-11-04T23:59:00Z"); // older: changes nothing
        world.awaitTold("REACH", "BuyerNoticeDelivered", 2);

        await("counted").untilAsserted(() -> reach("REACH")
                .body("reach.requested", equalTo(3))
                .body("reach.delivered", equalTo(1))
                .body("reach.bounced", equalTo(1))
                .body("reach.reached", equalTo(33.3f)));
        as("officer")
                .get("/refund-cases/2026-10:REACH/notices?state=BOUNCED")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items.buyerRef", contains(asked.get(1).get("buyerRef").textValue()))
                .body("items[0].channel", equalTo("EMAIL"));

        world.noticeReported(asked.get(1), "DELIVERED", "2026-11-06T00:00:00Z"); // by another try
        List<JsonNode> told = world.awaitTold("REACH", "BuyerNoticeDelivered", 3);
        assertEquals("DELIVERED", told.get(2).get("state").textValue());
        assertEquals(3, told.size(), "an older word is not told");
    }

    @Test
    void a_case_whose_block_has_ended_tells_nobody_more_until_it_is_blocked_again() {
        world.bought("ne-ann", "NE-1", "ENDED-BLOCK", 100, null);
        world.blocked("ENDED-BLOCK", 1);
        world.awaitTold("ENDED-BLOCK", "BuyerNoticeRequested", 1);
        world.unblocked("ENDED-BLOCK");
        Fixtures.awaitCase(
                "ENDED-BLOCK", "released", progress -> progress.get("released").asBoolean());

        world.bought("ne-bob", "NE-2", "ENDED-BLOCK", 100, null);
        await("noted")
                .untilAsserted(
                        () -> reach("ENDED-BLOCK").body("reach.due", equalTo(1)).body("reach.requested", equalTo(1)));
        assertEquals(1, world.told("ENDED-BLOCK", "BuyerNoticeRequested").size());

        world.blocked("ENDED-BLOCK", 2);
        List<JsonNode> told = world.awaitTold("ENDED-BLOCK", "BuyerNoticeRequested", 2);
        assertEquals("ne-bob", told.get(1).get("buyerRef").textValue());
    }

    @Test
    void a_report_of_an_unknown_notice_is_parked_and_those_beside_it_count() {
        world.bought("nu-ann", "NU-1", "UNKNOWN-NOTICE", 100, null);
        world.blocked("UNKNOWN-NOTICE", 1);
        JsonNode asked =
                world.awaitTold("UNKNOWN-NOTICE", "BuyerNoticeRequested", 1).get(0);
        String unknown = "11111111-2222-3333-4444-555555555555";
        world.raw("platform.notice-reports.v1", unknown, """
                {"type": "NoticeReported", "eventId": "%s", "occurredAt": "2026-11-04T00:00:00Z", "version": 1,
                 "noticeId": "%s", "listingId": "UNKNOWN-NOTICE", "channel": "SMS", "state": "SENT",
                 "reportedAt": "2026-11-04T00:00:00Z"}""".formatted(unknown, unknown));
        world.noticeReported(asked, "SENT", "2026-11-05T00:00:00Z");

        awaitParked(unknown);
        world.awaitTold("UNKNOWN-NOTICE", "BuyerNoticeDelivered", 1);
    }

    @Test
    void a_case_that_is_not_there_and_a_state_that_is_none_are_refused() {
        as("officer").get("/refund-cases/2026-10:NO-SUCH/notices").then().statusCode(404);
        as("officer")
                .get("/refund-cases/2026-10:NO-SUCH/notices?state=LOST")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("state"));
        as("platform").get("/refund-cases/2026-10:NO-SUCH/notices").then().statusCode(403);
    }

    private static ValidatableResponse reach(String listingId) {
        return as("auditor")
                .get("/refund-cases/2026-10:" + listingId + "/notices")
                .then()
                .statusCode(200);
    }

    private static void assertTold(JsonNode told, String language, String... facts) {
        assertEquals(language, told.get("language").textValue());
        assertEquals("RECALL", told.get("template").textValue());
        for (String fact : facts) {
            assertTrue(told.get("text").textValue().contains(fact), () -> fact + " is missing: " + told);
        }
    }
}
