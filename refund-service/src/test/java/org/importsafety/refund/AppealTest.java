package org.importsafety.refund;

import static org.awaitility.Awaitility.await;
import static org.importsafety.refund.Fixtures.awaitCase;
import static org.importsafety.refund.Fixtures.awaitCompleted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An appeal against a block: what was not sent waits for it, what was sent goes to its end. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "refund"))
@WithTestResource(ProviderServer.class)
class AppealTest {
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
    void refunds_wait_for_the_appeal_and_are_paid_when_it_is_rejected() {
        String appeal = heldBeforeAnythingWasSent("REJECTED-1", 20);
        JsonNode held = world.awaitTold("REJECTED-1", "RefundCaseHeld", 1).get(0);
        assertEquals("rule:appeal", held.get("by").textValue());
        assertEquals("appeal " + appeal, held.get("reason").textValue());
        somethingElseIsPaid("after REJECTED-1");
        assertEquals(0, sent("REJECTED-1"));
        assertEquals(0, world.told("REJECTED-1", "RefundRequested").size());

        world.appealDecided("REJECTED-1", "appeal-of-something-else", "REJECTED");
        world.appealDecided("REJECTED-1", appeal, "REJECTED");
        JsonNode completed = awaitCompleted("REJECTED-1");
        assertEquals(20, completed.get("settled").intValue());
        assertTrue(completed.get("hold").isNull());
        JsonNode resumed = world.awaitTold("REJECTED-1", "RefundCaseResumed", 1).get(0);
        assertEquals("anna", resumed.get("by").textValue());
        assertEquals(1, world.told("REJECTED-1", "RefundCaseResumed").size());
        assertEquals(
                20,
                IntStream.rangeClosed(1, 20)
                        .filter(i -> moved("REJECTED-1-" + i) == 10)
                        .count());
    }

    @Test
    void after_an_upheld_appeal_nothing_is_paid_until_the_block_ends_and_then_it_is_stopped() {
        String appeal = heldBeforeAnythingWasSent("UPHELD-1", 5);
        world.appealDecided("UPHELD-1", appeal, "UPHELD");
        somethingElseIsPaid("after UPHELD-1");
        assertEquals(0, sent("UPHELD-1"));
        assertFalse(progress("UPHELD-1").get("hold").isNull());

        world.unblocked("UPHELD-1");
        JsonNode completed = awaitCompleted("UPHELD-1");
        assertEquals(5, completed.get("stopped").intValue());
        assertTrue(completed.get("hold").isNull());

        world.blocked("UPHELD-1", 2); // the release was wrong: they are due again, and held by nothing
        await("paid after all").until(() -> sent("UPHELD-1") == 5);
        world.awaitTold("UPHELD-1", "RefundSettled", 5);
    }

    @Test
    void a_resend_of_the_block_leaves_the_hold_and_a_renewal_ends_it() {
        String appeal = heldBeforeAnythingWasSent("RENEWED-1", 3);
        world.appealDecided("RENEWED-1", appeal, "UPHELD");
        world.blocked("RENEWED-1", 2);
        somethingElseIsPaid("after RENEWED-1");
        assertEquals(0, sent("RENEWED-1"));

        world.blocked("RENEWED-1", 3, UUID.randomUUID(), "2026-11-09T00:00:00Z");
        assertEquals(3, awaitCompleted("RENEWED-1").get("settled").intValue());
        assertEquals(
                "rule:renewal",
                world.awaitTold("RENEWED-1", "RefundCaseResumed", 1)
                        .get(0)
                        .get("by")
                        .textValue());
    }

    @Test
    void whenever_the_appeal_comes_what_was_sent_goes_to_its_end_and_the_rest_waits() {
        int lines = 300;
        paid("MIDWAY", lines);
        world.blocked("MIDWAY", 1);
        awaitCase("MIDWAY", "being paid", progress -> progress.get("settled").intValue() > 0);
        UUID told = UUID.randomUUID();
        String appeal = world.appealOpened("MIDWAY", told);
        world.appealOpened("MIDWAY", told);
        awaitCase("MIDWAY", "held", progress -> !progress.get("hold").isNull());
        long sent = sent("MIDWAY");
        somethingElseIsPaid("after MIDWAY");
        assertEquals(sent, sent("MIDWAY"));

        world.appealDecided("MIDWAY", appeal, "UPHELD");
        world.unblocked("MIDWAY");
        JsonNode completed = awaitCompleted("MIDWAY");
        assertEquals(sent, completed.get("settled").longValue());
        assertEquals(lines - sent, completed.get("stopped").longValue());
        assertEquals(
                sent,
                IntStream.rangeClosed(1, lines)
                        .filter(i -> moved("MIDWAY-" + i) == 10)
                        .count());
        assertEquals(1, world.awaitTold("MIDWAY", "RefundCaseHeld", 1).size());
    }

    @Test
    void an_appeal_of_what_is_not_refunded_holds_nothing() {
        world.appealOpened("UNHEARD-OF");
        world.unblocked("UNHEARD-OF");
        world.blocked("UNHEARD-OF", 1);
        assertTrue(awaitCompleted("UNHEARD-OF").get("hold").isNull());
    }

    @Test
    void a_listing_that_is_blocked_and_unblocked_again_and_again_pays_each_line_once() {
        blockAndUnblock("BACK-AND-FORTH", 10);
    }

    @Test
    @Tag("full")
    void a_listing_that_is_blocked_and_unblocked_a_thousand_times_pays_each_line_once() {
        blockAndUnblock("THOUSAND", 500);
    }

    private void blockAndUnblock(String listing, int rounds) {
        paid(listing, 3);
        UUID last = null;
        for (int round = 1; round <= rounds; round++) {
            last = UUID.randomUUID();
            UUID block = UUID.randomUUID();
            world.blocked(listing, round, block);
            world.unblocked(listing, last);
            if (round % 5 == 0) {
                world.blocked(listing, round, block); // the same once more, after what followed it
            }
        }
        takenIn(last);
        JsonNode released = awaitCompleted(listing);
        assertTrue(released.get("released").booleanValue());
        assertEquals(
                3, released.get("settled").intValue() + released.get("stopped").intValue());

        world.blocked(listing, rounds + 1);
        JsonNode paid = awaitCase(
                listing,
                "blocked in the end and paid",
                progress -> !progress.get("released").booleanValue()
                        && progress.get("state").textValue().equals("COMPLETED"));
        assertEquals(3, paid.get("settled").intValue());
        for (int line = 1; line <= 3; line++) {
            assertEquals(10, moved(listing + "-" + line));
        }
    }

    /** A case whose refunds could be sent, and are not since it is held. @return the appeal's id */
    private String heldBeforeAnythingWasSent(String listingId, int lines) {
        paid(listingId, lines);
        run("""
                insert into refund_case (case_id, block_id, listing_id, refund_from, feed_ends, state, planned,
                                         completions, opened_at)
                values ('2026-10:%1$s', 'block-%1$s', '%1$s', '2025-10-01', 'platform.orders.v1/99=1', 'OPEN', 'NOT_YET',
                        0, now())
                """.formatted(listingId));
        awaitCase(listingId, "planned", progress -> progress.get("unpaid").intValue() == lines);
        String appeal = world.appealOpened(listingId);
        awaitCase(listingId, "held", progress -> !progress.get("hold").isNull());
        run("update refund_case set planned = 'WHOLE' where listing_id = '" + listingId + "'");
        return appeal;
    }

    /** Proves that the job which pays has looked for work since. */
    private void somethingElseIsPaid(String when) {
        String listing = when.replace(' ', '-');
        paid(listing, 1);
        world.blocked(listing, 1);
        assertEquals(1, awaitCompleted(listing).get("settled").intValue());
    }

    private void paid(String listingId, int lines) {
        IntStream.rangeClosed(1, lines).forEach(line -> world.paid(listingId + "-" + line, 1, listingId, 10));
        await("lines taken in")
                .until(() -> count("select count(*) from purchase where listing_id = $1", listingId) == lines);
    }

    private void takenIn(UUID event) {
        await("all of it taken in")
                .atMost(Duration.ofSeconds(90))
                .until(() -> count("select count(*) from inbox where event_id = $1", event) == 1);
    }

    private long sent(String listingId) {
        return count(
                "select count(*) from refund where listing_id = $1 and state in ('REQUESTED', 'SETTLED')", listingId);
    }

    private static JsonNode progress(String listingId) {
        return awaitCase(listingId, "there", progress -> true);
    }

    private long moved(String orderId) {
        return provider.moved(orderId, 1).stream().mapToLong(Long::longValue).sum();
    }

    private long count(String sql, Object parameter) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(parameter))
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private void run(String sql) {
        pool.query(sql).execute().await().atMost(Duration.ofSeconds(5));
    }
}
