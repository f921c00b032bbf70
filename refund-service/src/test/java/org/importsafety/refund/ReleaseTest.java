package org.importsafety.refund;

import static org.awaitility.Awaitility.await;
import static org.importsafety.refund.Fixtures.awaitCase;
import static org.importsafety.refund.Fixtures.awaitCompleted;
import static org.importsafety.refund.Fixtures.refundId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A block that ends: what is not sent is stopped, and nothing is clawed back. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "refund"))
@WithTestResource(ProviderServer.class)
class ReleaseTest {
    /** An end of the orders feed that is never reached: nothing is sent to the provider by itself. */
    private static final String NEVER = "platform.orders.v1/99=1";

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
    void of_a_hundred_refunds_the_forty_that_were_not_sent_are_stopped_and_sixty_stay() {
        planned("SPLIT", 100);
        run("""
                update refund set state = 'REQUESTED', attempt = 1, lease_until = now(), requested_at = now()
                where refund_id in (select refund_id from refund where listing_id = 'SPLIT' order by refund_id limit 60)
                """);
        UUID release = UUID.randomUUID();
        world.unblocked("SPLIT", release);
        world.unblocked("SPLIT", release);
        world.unblocked("SPLIT"); // the same told by another event

        JsonNode progress = awaitCompleted("SPLIT");
        assertEquals(100, progress.get("refunds").intValue());
        assertEquals(60, progress.get("settled").intValue());
        assertEquals(40, progress.get("stopped").intValue());
        assertEquals(0, progress.get("unpaid").intValue());
        assertTrue(progress.get("released").booleanValue());
        JsonNode completed = world.awaitTold("SPLIT", "RefundCaseCompleted", 1).get(0);
        assertEquals(60, completed.get("settled").intValue());
        assertEquals(40, completed.get("stopped").intValue());
        assertEquals(600, completed.at("/amounts/0/amount").intValue());

        Set<String> settled = ids(world.awaitTold("SPLIT", "RefundSettled", 60));
        List<JsonNode> stopped = world.awaitTold("SPLIT", "RefundStopped", 40);
        assertEquals(40, stopped.size());
        assertEquals("CORRECTION", stopped.get(0).get("reason").textValue());
        Set<String> both = new TreeSet<>(ids(stopped));
        both.addAll(settled);
        assertEquals(100, both.size());
        assertEquals(
                60, orders("SPLIT", 100).filter(order -> moved(order) == 10).count());
        assertEquals(40, orders("SPLIT", 100).filter(order -> moved(order) == 0).count());
    }

    @Test
    void a_listing_that_is_blocked_again_pays_what_was_stopped_under_the_same_id_and_no_line_twice() {
        planned("AGAIN", 20);
        run("""
                update refund set state = 'REQUESTED', attempt = 1, lease_until = now(), requested_at = now()
                where order_id in ('AGAIN-1', 'AGAIN-2')
                """);
        world.unblocked("AGAIN");
        assertEquals(18, awaitCompleted("AGAIN").get("stopped").intValue());
        world.paid("AGAIN-late", 1, "AGAIN", 10);
        world.cancelled("AGAIN-20", 1);
        await("both taken in").until(() -> count("purchase", "AGAIN-late") + count("cancellation", "AGAIN-20") == 2);
        assertEquals(0, count("refund", "AGAIN-late"));

        world.blocked("AGAIN", 2);
        JsonNode completed = world.awaitTold("AGAIN", "RefundCaseCompleted", 2).get(1);
        assertEquals(21, completed.get("refunds").intValue());
        assertEquals(20, completed.get("settled").intValue());
        assertEquals(1, completed.get("stopped").intValue());
        assertEquals(200, completed.at("/amounts/0/amount").intValue());
        for (String order : orders("AGAIN", 19).toList()) {
            assertEquals(List.of(10L), provider.moved(order, 1), order);
        }
        assertEquals(List.of(10L), provider.moved("AGAIN-late", 1));
        assertEquals(List.of(), provider.moved("AGAIN-20", 1));
        assertEquals(1, world.told("AGAIN", "RefundCaseOpened").size());
        // not told of the two that were set to sent above
        assertEquals(18, ids(world.told("AGAIN", "RefundRequested")).size());
        assertTrue(ids(world.told("AGAIN", "RefundRequested")).contains(refundId("AGAIN", "AGAIN-3", 1)));

        world.unblocked("AGAIN");
        world.blocked("AGAIN", 3);
        world.awaitTold("AGAIN", "RefundCaseCompleted", 3);
        assertEquals(20, world.told("AGAIN", "RefundSettled").size());
    }

    @Test
    void a_block_that_ends_before_anything_was_planned_refunds_nothing() {
        orders("EARLY", 5).forEach(order -> world.paid(order, 1, "EARLY", 10));
        await("lines taken in").until(() -> count("purchase", "EARLY-%") == 5);
        run("""
                insert into refund_case (case_id, block_id, listing_id, refund_from, feed_ends, state, planned,
                                         completions, opened_at, released)
                values ('2026-10:EARLY', 'block', 'EARLY', '2025-10-01', '', 'OPEN', 'NOT_YET', 0, now(), true)
                """);
        assertEquals(0, awaitCompleted("EARLY").get("refunds").intValue());
        assertEquals(0, count("refund", "EARLY-%"));
    }

    @Test
    @Tag("full")
    void whenever_the_block_ends_each_line_is_either_paid_once_or_stopped() {
        int lines = 300;
        orders("MIDST", lines).forEach(order -> world.paid(order, 1, "MIDST", 10));
        await("lines taken in").until(() -> count("purchase", "MIDST-%") == lines);
        world.blocked("MIDST", 1);
        awaitCase("MIDST", "being paid", progress -> progress.get("settled").intValue() > 0);
        world.unblocked("MIDST");
        awaitCase("MIDST", "released", progress -> progress.get("released").booleanValue());

        JsonNode progress = awaitCompleted("MIDST");
        long settled = progress.get("settled").longValue();
        long stopped = progress.get("stopped").longValue();
        assertEquals(lines, settled + stopped);
        assertEquals(
                settled,
                orders("MIDST", lines).filter(order -> moved(order) == 10).count());
        assertEquals(
                stopped,
                orders("MIDST", lines).filter(order -> moved(order) == 0).count());
        assertEquals(
                stopped,
                world.awaitTold("MIDST", "RefundStopped", (int) stopped).size());
    }

    @Test
    void a_release_of_what_was_never_blocked_changes_nothing() {
        world.unblocked("NEVER-BLOCKED");
        world.blocked("NEVER-BLOCKED", 1);
        assertEquals(false, awaitCompleted("NEVER-BLOCKED").get("released").booleanValue());
    }

    /** So many refunds of 10 won, planned and not sent. */
    private void planned(String listingId, int lines) {
        orders(listingId, lines).forEach(order -> world.paid(order, 1, listingId, 10));
        await("lines taken in").until(() -> count("purchase", listingId + "-%") == lines);
        pool.preparedQuery("""
                        insert into refund_case (case_id, block_id, listing_id, refund_from, feed_ends, state, planned,
                                                 completions, opened_at)
                        values ($1, 'block', $2, $3, $4, 'OPEN', 'NOT_YET', 0, now())
                        """)
                .execute(Tuple.of("2026-10:" + listingId, listingId, OffsetDateTime.parse(Fixtures.REFUND_FROM), NEVER))
                .await()
                .atMost(Duration.ofSeconds(5));
        awaitCase(listingId, "planned", progress -> progress.get("unpaid").intValue() == lines);
    }

    private static Stream<String> orders(String listingId, int lines) {
        return IntStream.rangeClosed(1, lines).mapToObj(number -> listingId + "-" + number);
    }

    private long moved(String orderId) {
        return provider.moved(orderId, 1).stream().mapToLong(Long::longValue).sum();
    }

    private static Set<String> ids(List<JsonNode> events) {
        return events.stream()
                .map(event -> event.get("refundId").textValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private long count(String table, String orders) {
        return run("select count(*) from " + table + " where order_id like '" + orders + "'")
                .iterator()
                .next()
                .getLong(0);
    }

    private Iterable<Row> run(String sql) {
        return pool.query(sql).execute().await().atMost(Duration.ofSeconds(5));
    }
}
