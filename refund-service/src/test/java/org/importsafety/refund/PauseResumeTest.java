package org.importsafety.refund;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.importsafety.refund.Fixtures.as;
import static org.importsafety.refund.Fixtures.awaitCase;
import static org.importsafety.refund.Fixtures.awaitCompleted;
import static org.importsafety.refund.Fixtures.post;
import static org.importsafety.refund.Fixtures.refundId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A person pauses a case, lets it go on and says how fast the provider is asked; the provider's balance does so too. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "refund"))
@WithTestResource(ProviderServer.class)
class PauseResumeTest {
    private static final int RATE = 100;
    /** What a quarter of a second without payments leaves. */
    private static final int AT_ONCE = RATE / 4 + 1;

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

    @AfterEach
    void as_fast_as_it_goes() {
        setRate(0);
    }

    @Test
    void lines_paused_at_forty_per_cent_and_resumed_are_paid_once_each_and_never_faster_than_was_said() {
        pauseAtFortyPerCent("PAUSED-LINES", 200);
    }

    @Test
    @Tag("full")
    void five_hundred_lines_paused_at_forty_per_cent_are_paid_once_each_and_never_faster_than_was_said() {
        pauseAtFortyPerCent("FIVE-HUNDRED-LINES", 500);
    }

    @Test
    @Tag("full")
    void a_small_case_does_not_wait_for_a_large_one() {
        bought("LARGE-ONE", 1500);
        bought("SMALL-ONE", 20);
        setRate(200);
        world.blocked("LARGE-ONE", 1);
        awaitCase("LARGE-ONE", "being paid", progress -> progress.get("settled").intValue() > 0);
        world.blocked("SMALL-ONE", 1);
        assertEquals(20, awaitCompleted("SMALL-ONE").get("settled").intValue());
        assertTrue(progress("LARGE-ONE").get("unpaid").intValue() > 500);
        setRate(0);
        assertEquals(1500, awaitCompleted("LARGE-ONE").get("settled").intValue());
    }

    @Test
    void the_same_word_again_changes_nothing_and_another_one_is_a_conflict() {
        planned("SAID-TWICE", 60);
        resume("SAID-TWICE", "go on").statusCode(409).body("allowed", equalTo(List.of("pause")));
        pause("SAID-TWICE", "wait").statusCode(200).body("begun.reason", equalTo("wait"));
        pause("SAID-TWICE", "wait").statusCode(200);
        pause("SAID-TWICE", "wait longer").statusCode(409).body("allowed", equalTo(List.of("resume")));
        resume("SAID-TWICE", "go on").statusCode(200).body("ended.by", equalTo("anna"));
        resume("SAID-TWICE", "go on").statusCode(200);
        assertEquals(1, world.awaitTold("SAID-TWICE", "RefundCasePaused", 1).size());
        assertEquals(1, world.awaitTold("SAID-TWICE", "RefundCaseResumed", 1).size());
        assertEquals(
                List.of("CASE_RESUMED", "REFUSED", "CASE_PAUSED", "REFUSED"),
                as("auditor")
                        .get("/audit?subject=refund-cases/2026-10:SAID-TWICE")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("items.action"));

        setRate(0);
        awaitCompleted("SAID-TWICE");
        pause("SAID-TWICE", "too late").statusCode(409).body("allowed", equalTo(List.of()));
    }

    @Test
    void a_pause_needs_a_reason_a_case_and_an_officer() {
        planned("REASONED", 1);
        pause("REASONED", " ").statusCode(422).body("errors.field", equalTo(List.of("reason")));
        post("anna", "/refund-cases/2026-10:REASONED/resume").statusCode(422);
        pause("UNKNOWN-CASE", "wait").statusCode(404);
        as("approver")
                .contentType("application/json")
                .body("{\"reason\": \"wait\"}")
                .post("/refund-cases/2026-10:REASONED/pause")
                .then()
                .statusCode(403);
        assertTrue(awaitCompleted("REASONED").get("pause").isNull());
    }

    @Test
    void the_rate_is_shown_and_a_senseless_one_is_refused() {
        setRate(7);
        as("auditor")
                .get("/payments")
                .then()
                .statusCode(200)
                .body("providerAnswers", equalTo(true))
                .body("rate.perSecond", equalTo(7))
                .body("rate.by", equalTo("anna"));
        rate("{\"perSecond\": -1}").statusCode(422).body("errors.field", equalTo(List.of("perSecond", "reason")));
        as("auditor")
                .get("/audit?subject=payments/rate&limit=1")
                .then()
                .statusCode(200)
                .body("items.action", hasItem("PAYMENT_RATE_SET"));
    }

    @Test
    void a_balance_that_is_short_pauses_the_case_names_the_missing_sum_and_lets_it_go_on_by_itself() {
        IntStream.rangeClosed(1, 100).forEach(i -> world.paid("short-" + i, 1, "SHORT-BALANCE", 50));
        takenIn("SHORT-BALANCE", 100);
        world.blocked("SHORT-BALANCE", 1);
        JsonNode paused = awaitCase(
                "SHORT-BALANCE", "paused", progress -> !progress.get("pause").isNull());
        assertEquals(
                "{\"currency\":\"KRW\",\"missing\":4900}",
                paused.get("pause").get("shortage").toString());
        String reason = world.awaitTold("SHORT-BALANCE", "RefundCasePaused", 1)
                .get(0)
                .get("reason")
                .textValue();
        assertTrue(reason.contains("4900 KRW missing"), reason);
        await("the alarm").until(() -> metric("refunds_cases_short") == 1);
        somethingElseIsPaid("AFTER-SHORT-BALANCE");
        assertEquals(0, progress("SHORT-BALANCE").get("settled").intValue());

        provider.fund();
        assertEquals(100, awaitCompleted("SHORT-BALANCE").get("settled").intValue());
        for (int i = 1; i <= 100; i++) {
            assertEquals(List.of(50L), provider.moved("short-" + i, 1), "line " + i);
        }
        assertEquals(
                "rule:balance",
                world.awaitTold("SHORT-BALANCE", "RefundCaseResumed", 1)
                        .get(0)
                        .get("by")
                        .textValue());
        assertEquals(
                100, world.awaitTold("SHORT-BALANCE", "RefundRequested", 100).size());
        await("no alarm").until(() -> metric("refunds_cases_short") == 0);
    }

    @Test
    void a_provider_that_is_down_costs_most_lines_no_attempt_and_nothing_is_lost_or_doubled() {
        bought("PROVIDER-DOWN", 400);
        provider.setDown(true);
        try {
            world.blocked("PROVIDER-DOWN", 1);
            await("seen to be down").until(() -> !providerAnswers());
            assertEquals(1, metric("refunds_provider_silent"));
            await("asked in vain")
                    .until(() -> count("select max(questions) from refund where listing_id = $1", "PROVIDER-DOWN") > 0);
            assertTrue(sent("PROVIDER-DOWN") < 300, () -> sent("PROVIDER-DOWN") + " sent");
            assertTrue(count("select max(questions) from refund where listing_id = $1", "PROVIDER-DOWN") <= 2);
        } finally {
            provider.setDown(false);
        }
        assertEquals(400, awaitCompleted("PROVIDER-DOWN").get("settled").intValue());
        assertTrue(providerAnswers());
        for (int i = 1; i <= 400; i++) {
            assertEquals(List.of(10L), provider.moved("PROVIDER-DOWN-" + i, 1), "line " + i);
        }
        assertFalse(
                provider.calls(refundId("PROVIDER-DOWN", "PROVIDER-DOWN-1", 1)).isEmpty());
    }

    private void pauseAtFortyPerCent(String listing, int lines) {
        bought(listing, lines);
        setRate(RATE);
        long began = System.nanoTime();
        world.blocked(listing, 1);
        awaitCase(listing, "at 40 %", progress -> progress.get("settled").intValue() >= lines * 2 / 5);
        pause(listing, "the amounts look wrong").statusCode(200);
        assertRateHeld(sent(listing), began);

        awaitCase(
                listing,
                "what was sent is final",
                progress -> progress.get("settled").longValue() == sent(listing));
        long sent = sent(listing);
        somethingElseIsPaid("AFTER-" + listing);
        JsonNode paused = progress(listing);
        assertEquals(sent, paused.get("settled").longValue());
        assertEquals(lines - sent, paused.get("unpaid").longValue());
        assertEquals("anna", paused.get("pause").get("begun").get("by").textValue());
        assertFalse(paused.get("secondsLeft").isNull(), "the time left is estimated");

        began = System.nanoTime();
        resume(listing, "they are right").statusCode(200);
        JsonNode completed = awaitCompleted(listing);
        assertRateHeld(lines - sent, began);
        assertEquals(lines, completed.get("settled").intValue());
        assertTrue(completed.get("pause").isNull());
        for (int i = 1; i <= lines; i++) {
            assertEquals(List.of(10L), provider.moved(listing + "-" + i, 1), "line " + i);
        }
        assertEquals(1, world.awaitTold(listing, "RefundCasePaused", 1).size());
        assertEquals(1, world.awaitTold(listing, "RefundCaseResumed", 1).size());
        assertEquals(lines, world.awaitTold(listing, "RefundSettled", lines).size());
    }

    private static boolean providerAnswers() {
        return as("officer").get("/payments").then().statusCode(200).extract().path("providerAnswers");
    }

    private static long metric(String name) {
        return as("officer")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> new BigDecimal(line.substring(line.lastIndexOf(' ') + 1)).longValue())
                .sum();
    }

    private static void assertRateHeld(long payments, long since) {
        long most = (System.nanoTime() - since) / 1_000_000 * RATE / 1000 + AT_ONCE;
        assertTrue(payments <= most, () -> payments + " payments where " + most + " were allowed");
    }

    private void setRate(int perSecond) {
        rate("{\"perSecond\": %d, \"reason\": \"for the test\"}".formatted(perSecond))
                .statusCode(200);
    }

    private static ValidatableResponse rate(String body) {
        return as("anna", "officer")
                .contentType("application/json")
                .body(body)
                .put("/payments/rate")
                .then();
    }

    private static ValidatableResponse pause(String listingId, String reason) {
        return post("anna", "/refund-cases/2026-10:" + listingId + "/pause", "reason", reason);
    }

    private static ValidatableResponse resume(String listingId, String reason) {
        return post("anna", "/refund-cases/2026-10:" + listingId + "/resume", "reason", reason);
    }

    /** A case whose refunds wait for the end of the orders feed. */
    private void planned(String listingId, int lines) {
        bought(listingId, lines);
        setRate(1);
        world.blocked(listingId, 1);
        awaitCase(listingId, "planned", progress -> progress.get("refunds").intValue() == lines);
    }

    private void bought(String listingId, int lines) {
        IntStream.rangeClosed(1, lines).forEach(i -> world.paid(listingId + "-" + i, 1, listingId, 10));
        takenIn(listingId, lines);
    }

    private void takenIn(String listingId, int lines) {
        await("lines taken in")
                .until(() -> count("select count(*) from purchase where listing_id = $1", listingId) == lines);
    }

    /** Proves that the job which pays has looked for work since. */
    private void somethingElseIsPaid(String listingId) {
        bought(listingId, 1);
        world.blocked(listingId, 1);
        assertEquals(1, awaitCompleted(listingId).get("settled").intValue());
    }

    private long sent(String listingId) {
        return count(
                "select count(*) from refund where listing_id = $1 and state in ('REQUESTED', 'SETTLED')", listingId);
    }

    private static JsonNode progress(String listingId) {
        return awaitCase(listingId, "there", progress -> true);
    }

    private long count(String sql, Object parameter) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(parameter))
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(Duration.ofSeconds(5));
    }
}
