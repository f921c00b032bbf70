package org.importsafety.refund;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.importsafety.refund.Fixtures.as;
import static org.importsafety.refund.Fixtures.awaitCase;
import static org.importsafety.refund.Fixtures.awaitCompleted;
import static org.importsafety.refund.Fixtures.post;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whom a case concerns is shown before money moves; above 1,000 yen two people let it move. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "refund"))
@WithTestResource(ProviderServer.class)
class PayoutTest {
    private static Fixtures world;

    ProviderServer provider;

    @Inject
    Pool pool;

    @BeforeAll
    static void open() {
        world = new Fixtures();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void a_large_case_is_paid_when_one_person_has_asked_and_another_one_approved() {
        large("LARGE-SUM");
        assertEquals(
                "rule:two-people",
                world.awaitTold("LARGE-SUM", "RefundCaseHeld", 1)
                        .get(0)
                        .get("by")
                        .textValue());
        approve("berta", "LARGE-SUM").statusCode(409).body("allowed", equalTo(List.of("payout")));
        ask("anna", "LARGE-SUM", "seen").statusCode(201).body("amounts[0].amount", equalTo(1200));
        ask("anna", "LARGE-SUM", "seen").statusCode(200);
        ask("anna", "LARGE-SUM", "really").statusCode(409).body("allowed", equalTo(List.of("payout/approval")));
        approve("anna", "LARGE-SUM").statusCode(403);
        assertEquals(2, awaitsApproval("LARGE-SUM").get("unpaid").intValue());
        assertEquals(List.of(), provider.moved("LARGE-SUM-1", 1));

        approve("berta", "LARGE-SUM").statusCode(200).body("approved.by", equalTo("berta"));
        approve("berta", "LARGE-SUM").statusCode(200);
        assertEquals(2, awaitCompleted("LARGE-SUM").get("settled").intValue());
        assertEquals(List.of(600L), provider.moved("LARGE-SUM-1", 1));
        assertEquals(
                "berta",
                world.awaitTold("LARGE-SUM", "RefundCaseResumed", 1)
                        .get(0)
                        .get("by")
                        .textValue());
        as("auditor")
                .get("/audit?subject=refund-cases/2026-10:LARGE-SUM")
                .then()
                .body(
                        "items.action",
                        equalTo(List.of("PAYOUT_APPROVED", "REFUSED", "REFUSED", "PAYOUT_REQUESTED", "REFUSED")));
    }

    @Test
    void lines_that_come_later_need_it_again_only_when_they_are_large_themselves() {
        large("LATER-LARGE");
        ask("anna", "LATER-LARGE", "seen").statusCode(201);
        approve("berta", "LATER-LARGE").statusCode(200);
        awaitCompleted("LATER-LARGE");
        world.paid("LATER-LARGE-3", 1, "LATER-LARGE", 900, "JPY", "x");
        world.awaitTold("LATER-LARGE", "RefundCaseCompleted", 2);
        assertEquals(List.of(900L), provider.moved("LATER-LARGE-3", 1));

        world.paid("LATER-LARGE-4", 1, "LATER-LARGE", 200, "JPY", "x");
        awaitsApproval("LATER-LARGE");
        assertEquals(List.of(), provider.moved("LATER-LARGE-4", 1));
        approve("berta", "LATER-LARGE").statusCode(409).body("allowed", equalTo(List.of("payout")));
        ask("berta", "LATER-LARGE", "the late ones too").statusCode(201);
        approve("anna", "LATER-LARGE").statusCode(200);
        assertEquals(4, awaitCompleted("LATER-LARGE").get("settled").intValue());
    }

    @Test
    void a_case_below_the_limit_and_one_in_another_currency_wait_for_nobody() {
        world.paid("BELOW-1", 1, "BELOW-LIMIT", 1000, "JPY", "b");
        world.paid("BELOW-2", 1, "BELOW-LIMIT", 1_000_000, "USD", "b");
        world.blocked("BELOW-LIMIT", 1);
        assertEquals(2, awaitCompleted("BELOW-LIMIT").get("settled").intValue());
        ask("anna", "BELOW-LIMIT", "why not").statusCode(409);
        assertEquals(0, world.told("BELOW-LIMIT", "RefundCaseHeld").size());
    }

    @Test
    void the_card_counts_buyers_lines_and_sums_and_says_why_lines_are_skipped() {
        world.paid("RADIUS-1", 1, "RADIUS", 800, "JPY", "buyer-1");
        world.paid("RADIUS-1", 2, "RADIUS", 700, "JPY", "buyer-1");
        world.paid("RADIUS-2", 1, "RADIUS", 50, "USD", "buyer-2");
        world.paid("RADIUS-3", 1, "RADIUS", 60, "JPY", "buyer-3");
        world.paid("RADIUS-4", 1, "RADIUS", 0, "JPY", "buyer-4");
        world.cancelled("RADIUS-3", 1);
        world.paid("RADIUS-5", 1, "RADIUS", 500, "KRW", "buyer-5");
        world.refunded("RADIUS-5", 1, "bank", 500);
        await("all of it taken in")
                .until(() -> count("purchase") == 6 && count("cancellation") == 1 && count("refunded_elsewhere") == 1);
        world.blocked("RADIUS", 1);
        awaitsApproval("RADIUS");
        as("auditor")
                .get("/refund-cases/2026-10:RADIUS/blast-radius")
                .then()
                .statusCode(200)
                .body("lines", equalTo(6))
                .body("buyers", equalTo(2))
                .body("refunds", equalTo(3))
                .body("amounts.currency", equalTo(List.of("JPY", "USD")))
                .body("amounts.amount", equalTo(List.of(1500, 50)))
                .body("skipped.reason", equalTo(List.of("CANCELLED", "FREE", "REFUNDED_ELSEWHERE")))
                .body("skipped.lines", equalTo(List.of(1, 1, 1)))
                .body("limits.JPY", equalTo(1000))
                .body("awaitsApproval", equalTo(true))
                .body("payout", nullValue());
        as("officer").get("/refund-cases/2026-10:NO-SUCH/blast-radius").then().statusCode(404);
        world.unblocked("RADIUS");
        assertEquals(3, awaitCompleted("RADIUS").get("stopped").intValue());
    }

    private long count(String table) {
        return pool.query("select count(*) from " + table + " where order_id like 'RADIUS-%'")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private void large(String listingId) {
        world.paid(listingId + "-1", 1, listingId, 600, "JPY", "b-1");
        world.paid(listingId + "-2", 1, listingId, 600, "JPY", "b-2");
        world.blocked(listingId, 1);
        awaitsApproval(listingId);
    }

    private static JsonNode awaitsApproval(String listingId) {
        return awaitCase(listingId, "waits for two people", progress -> progress.get("awaitsApproval")
                .booleanValue());
    }

    private static ValidatableResponse ask(String who, String listingId, String reason) {
        return post(who, "/refund-cases/2026-10:" + listingId + "/payout", "reason", reason);
    }

    private static ValidatableResponse approve(String who, String listingId) {
        return as(who, "approver")
                .contentType("application/json")
                .body("{}")
                .post("/refund-cases/2026-10:" + listingId + "/payout/approval")
                .then();
    }
}
