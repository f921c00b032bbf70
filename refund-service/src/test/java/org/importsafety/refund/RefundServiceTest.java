package org.importsafety.refund;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.importsafety.refund.Fixtures.as;
import static org.importsafety.refund.Fixtures.awaitCase;
import static org.importsafety.refund.Fixtures.awaitCompleted;
import static org.importsafety.refund.Fixtures.awaitParked;
import static org.importsafety.refund.Fixtures.refundId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "refund"))
@WithTestResource(ProviderServer.class)
class RefundServiceTest {
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
    void exactly_the_eligible_lines_of_a_blocked_listing_are_refunded_in_full() {
        world.paid("H-1", 1, "HAPPY", 19_900);
        world.paid("H-1", 2, "HAPPY", 100);
        world.paid("H-2", 1, "HAPPY", 0);
        world.paid("H-3", 1, "HAPPY", 700, "2025-09-30T23:59:59Z");
        world.paid("H-4", 1, "HAPPY", 800, Fixtures.REFUND_FROM);
        world.paid("H-5", 1, "HAPPY", 900);
        world.cancelled("H-5", 1);
        world.cancelled("H-6", 1);
        world.paid("H-6", 1, "HAPPY", 950);
        world.paid("H-7", 1, "OTHER", 1_000);
        await("lines taken in").until(() -> count("purchase", "H-%") == 8 && count("cancellation", "H-%") == 2);
        world.blocked("HAPPY", 1);

        JsonNode progress = awaitCompleted("HAPPY");
        assertEquals(3, progress.get("refunds").intValue());
        assertEquals(3, progress.get("settled").intValue());
        assertEquals(
                "[{\"currency\":\"KRW\",\"due\":20800,\"settled\":20800}]",
                progress.get("amounts").toString());

        Set<String> eligible = new TreeSet<>(
                List.of(refundId("HAPPY", "H-1", 1), refundId("HAPPY", "H-1", 2), refundId("HAPPY", "H-4", 1)));
        world.awaitTold("HAPPY", "RefundCaseCompleted", 1);
        assertEquals(1, world.told("HAPPY", "RefundCaseOpened").size());
        assertEquals(eligible, ids(world.told("HAPPY", "RefundRequested")));
        assertEquals(eligible, ids(world.told("HAPPY", "RefundSettled")));
        assertEquals(List.of(19_900L), provider.moved("H-1", 1));
        assertEquals(List.of(), provider.moved("H-6", 1));

        JsonNode completed = world.told("HAPPY", "RefundCaseCompleted").get(0);
        assertEquals(
                "[{\"currency\":\"KRW\",\"amount\":20800}]",
                completed.get("amounts").toString());
    }

    @Test
    void a_case_without_lines_is_complete_at_once() {
        world.blocked("NOTHING", 1);
        assertEquals(0, awaitCompleted("NOTHING").get("refunds").intValue());
    }

    @Test
    void repeated_lines_and_blocks_pay_once_and_the_first_telling_wins() {
        UUID blockEvent = UUID.randomUUID();
        world.paid("D-1", 1, "DOUBLE", 500);
        world.paid("D-1", 1, "DOUBLE", 500);
        world.paid("D-1", 1, "DOUBLE", 501);
        world.blocked("DOUBLE", 1, blockEvent);
        awaitCompleted("DOUBLE");
        world.paid("D-1", 1, "DOUBLE", 502);
        world.blocked("DOUBLE", 1, blockEvent);
        world.blocked("DOUBLE", 2);
        world.blocked("AFTER-DOUBLE", 1);
        awaitCompleted("AFTER-DOUBLE");

        assertEquals(List.of(500L), provider.moved("D-1", 1));
        assertEquals(1, Collections.frequency(provider.calls(refundId("DOUBLE", "D-1", 1)), "POST"));
        assertEquals(1, world.awaitTold("DOUBLE", "RefundSettled", 1).size());
        assertEquals(1, world.told("DOUBLE", "RefundCaseOpened").size());
        assertEquals(1, world.awaitTold("DOUBLE", "RefundCaseCompleted", 1).size());
    }

    @Test
    void a_line_that_comes_after_completion_is_refunded_and_the_case_completed_again() {
        world.paid("L-1", 1, "LATE", 300);
        world.blocked("LATE", 1);
        awaitCompleted("LATE");
        world.paid("L-2", 1, "LATE", 400);

        List<JsonNode> completed = world.awaitTold("LATE", "RefundCaseCompleted", 2);
        assertEquals(1, completed.get(0).get("refunds").intValue());
        assertEquals(2, completed.get(1).get("refunds").intValue());
        assertTrue(completed.get(1).get("version").longValue()
                > completed.get(0).get("version").longValue());
        assertEquals(List.of(400L), provider.moved("L-2", 1));
    }

    @Test
    void whatever_happens_on_the_way_to_the_provider_money_moves_once() {
        List<String> orders = List.of("lost-1", "hung-1", "unheard-1", "later-1", "fine-1");
        orders.forEach(order -> world.paid(order, 1, "BUMPY", 1_234));
        world.blocked("BUMPY", 1);

        assertEquals(5, awaitCompleted("BUMPY").get("settled").intValue());
        orders.forEach(order -> assertEquals(List.of(1_234L), provider.moved(order, 1), order));
        assertEquals(List.of("POST", "GET"), firstCalls("lost-1", 2));
        assertEquals(List.of("POST", "GET"), firstCalls("hung-1", 2));
        assertEquals(List.of("POST", "GET", "POST"), firstCalls("unheard-1", 3));
        assertEquals(List.of("POST", "GET", "GET"), firstCalls("later-1", 3));
        assertEquals(5, world.awaitTold("BUMPY", "RefundSettled", 5).size());
        assertEquals(5, world.told("BUMPY", "RefundRequested").size());
    }

    @Test
    void a_refusal_is_final_and_told_with_the_providers_code() {
        world.paid("refused-1", 1, "REFUSED", 600);
        world.blocked("REFUSED", 1);
        assertEquals(1, awaitCompleted("REFUSED").get("failed").intValue());
        assertEquals(
                "ACCOUNT_CLOSED",
                world.awaitTold("REFUSED", "RefundFailed", 1)
                        .get(0)
                        .get("reason")
                        .textValue());
    }

    @Test
    void hundreds_are_paid_together_but_never_more_than_32_at_a_time() {
        for (int order = 0; order < 500; order++) {
            world.paid("M-" + order, 1, "MANY", 10 + order);
        }
        world.blocked("MANY", 1);
        JsonNode progress = awaitCompleted("MANY");
        assertEquals(500, progress.get("settled").intValue());
        assertTrue(provider.mostUnderWay() <= 32, () -> provider.mostUnderWay() + " calls at a time");
    }

    @Test
    void an_intent_whose_process_died_is_asked_about_before_anything_else() {
        UUID paid = UUID.randomUUID();
        UUID unpaid = UUID.randomUUID();
        provider.hasPaid(paid.toString(), "K-1", 1, 70);
        store("KILLED", "K-1", paid, "REQUESTED", false);
        store("KILLED", "K-2", unpaid, "REQUESTED", false);

        await("both settled")
                .until(() -> stateOf("K-1").equals("SETTLED") && stateOf("K-2").equals("SETTLED"));
        assertFalse(provider.calls(paid.toString()).contains("POST"));
        assertEquals("GET", provider.calls(unpaid.toString()).get(0));
        assertEquals(List.of(70L), provider.moved("K-1", 1));
        assertEquals(List.of(70L), provider.moved("K-2", 1));
    }

    @Test
    void a_line_cancelled_before_its_refund_was_requested_is_withdrawn() {
        UUID refundId = UUID.randomUUID();
        store("WITHDRAWN", "W-1", refundId, "PLANNED", true);

        await("skipped").until(() -> stateOf("W-1").equals("SKIPPED"));
        assertEquals(List.of(), provider.calls(refundId.toString()));
    }

    @Test
    void what_others_paid_back_before_is_not_paid_again() {
        world.refunded("E-1", 1, "shop-1", 30); // before its line
        world.paid("E-1", 1, "ELSEWHERE", 100);
        world.paid("E-2", 1, "ELSEWHERE", 100);
        world.refunded("E-2", 1, "shop-2", 60);
        world.refunded("E-2", 1, "bank-2", 40);
        world.paid("E-3", 1, "ELSEWHERE", 100);
        world.refunded("E-3", 1, "shop-3", 10);
        world.refunded("E-3", 1, "shop-3", 10); // the same again
        world.refunded("E-3", 1, "bank-3", 20);
        world.blocked("ELSEWHERE", 1);

        assertEquals(2, awaitCompleted("ELSEWHERE").get("settled").intValue());
        assertEquals(List.of(70L), provider.moved("E-1", 1));
        assertEquals(List.of(), provider.moved("E-2", 1));
        assertEquals(List.of(70L), provider.moved("E-3", 1));
    }

    @Test
    void what_others_paid_back_after_planning_is_taken_off_before_the_provider_is_asked() {
        openCase("2026-10:MEANWHILE", "MEANWHILE", "platform.orders.v1/99=1");
        world.paid("MW-1", 1, "MEANWHILE", 100);
        world.paid("MW-2", 1, "MEANWHILE", 100);
        awaitCase("MEANWHILE", "planned", progress -> progress.get("unpaid").intValue() == 2);
        world.refunded("MW-1", 1, "shop-1", 25);
        world.refunded("MW-2", 1, "bank-2", 100);
        await("refunds taken in").until(() -> count("refunded_elsewhere", "MW-%") == 2);
        run("update refund_case set feed_ends = '' where listing_id = 'MEANWHILE'", Tuple.tuple());

        JsonNode completed = awaitCompleted("MEANWHILE");
        assertEquals(1, completed.get("settled").intValue());
        assertEquals(1, completed.get("skipped").intValue());
        assertEquals(List.of(75L), provider.moved("MW-1", 1));
        assertEquals(List.of(), provider.moved("MW-2", 1));
    }

    @Test
    void nothing_is_paid_before_the_orders_feed_has_been_read_to_its_end_as_of_the_block() {
        openCase("2026-10:UNREAD", "UNREAD", "platform.orders.v1/99=1");
        world.paid("U-1", 1, "UNREAD", 40);
        awaitCase("UNREAD", "planned", progress -> progress.get("unpaid").intValue() == 1);
        world.cancelled("U-1", 1);
        await("cancelled").until(() -> count("cancellation", "U-1") == 1);
        run("update refund_case set feed_ends = '' where listing_id = 'UNREAD'", Tuple.tuple());

        assertEquals(1, awaitCompleted("UNREAD").get("skipped").intValue());
        assertEquals(List.of(), provider.moved("U-1", 1));
    }

    @Test
    void an_order_line_has_at_most_one_live_refund_whatever_the_case() {
        world.paid("T-1", 1, "TWICE", 80);
        world.blocked("TWICE", 1);
        awaitCompleted("TWICE");
        openCase("2026-11:TWICE", "TWICE", "");
        await("second case complete").untilAsserted(() -> as("officer")
                .get("/refund-cases/2026-11:TWICE")
                .then()
                .statusCode(200)
                .body("state", equalTo("COMPLETED"))
                .body("refunds", equalTo(0)));
        assertEquals(List.of(80L), provider.moved("T-1", 1));
    }

    @Test
    void the_refund_id_is_the_name_based_uuid_that_java_makes() {
        for (String name : List.of("", "2026-10:85099B|536365|1", "2026-10:A|주문-7|12", "a|b|c", "zz|9|2147483647")) {
            UUID inSql = run("select name_uuid($1)", Tuple.of(name))
                    .iterator()
                    .next()
                    .getUUID(0);
            assertEquals(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)), inSql, name);
        }
    }

    @Test
    void poison_is_parked_and_what_follows_is_handled() {
        world.raw("platform.orders.v1", "poison-1", "{\"type\": \"OrderLinePaid\"");
        world.paid("poison-2", 1, "POISON", -5);
        world.paid("G-1", 1, "POISON", 90);
        world.raw("enforcement.v1", "POISON", """
                {"type": "SaleBlocked", "eventId": "%s", "occurredAt": "2026-11-04T00:00:00Z", "version": 1,
                 "listingId": "POISON"}""".formatted(UUID.randomUUID()));
        world.blocked("POISON", 1);

        assertEquals(1, awaitCompleted("POISON").get("settled").intValue());
        awaitParked("poison-1");
        awaitParked("poison-2");
        awaitParked("POISON");
    }

    @Test
    void the_providers_own_word_settles_and_repeats_or_late_words_change_nothing() {
        world.paid("open-1", 1, "NOTIFIED", 60);
        world.blocked("NOTIFIED", 1);
        awaitCase("NOTIFIED", "unpaid", progress -> progress.get("unpaid").intValue() == 1);
        String refundId = refundId("NOTIFIED", "open-1", 1);
        await("asked").until(() -> !provider.calls(refundId).isEmpty());

        assertEquals("REQUESTED", notified(refundId, "PROCESSING"));
        assertEquals("SETTLED", notified(refundId, "SUCCESS"));
        assertEquals("SETTLED", notified(refundId, "SUCCESS"));
        assertEquals("SETTLED", notified(refundId, "FAIL"));
        awaitCompleted("NOTIFIED");
        assertEquals(1, world.awaitTold("NOTIFIED", "RefundSettled", 1).size());
        assertEquals(0, world.told("NOTIFIED", "RefundFailed").size());

        as("platform")
                .get("/order-lines/open-1/1/refund")
                .then()
                .statusCode(200)
                .body("state", equalTo("SETTLED"))
                .body("finalAt", matchesPattern(".+Z"))
                .body("amount", equalTo(60));
    }

    private static String notified(String refundId, String status) {
        return as("provider")
                .contentType("application/json")
                .body("{\"refundRequestId\": \"%s\", \"status\": \"%s\", \"providerRef\": \"P-9\"}"
                        .formatted(refundId, status))
                .post("/provider-notifications")
                .then()
                .statusCode(200)
                .extract()
                .path("state");
    }

    private List<String> firstCalls(String orderId, int calls) {
        return provider.calls(refundId("BUMPY", orderId, 1)).subList(0, calls);
    }

    private static Set<String> ids(List<JsonNode> events) {
        return events.stream()
                .map(event -> event.get("refundId").textValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A refund as a process would have left it. */
    private void store(String listingId, String orderId, UUID refundId, String state, boolean cancelled) {
        run("""
                insert into refund_case values ('2026-10:' || $1::text, 'block', $1, now(), '', 'OPEN', 'WHOLE', 1, now())
                on conflict do nothing
                """, Tuple.of(listingId));
        String sql = """
                with cancelled as (
                    insert into cancellation select '%2$s', 1, now() where %5$s)
                insert into refund (refund_id, case_id, order_id, line_no, listing_id, buyer_ref, amount, paid, currency,
                                    state, attempt, lease_until, planned_at)
                values ('%3$s', '2026-10:%1$s', '%2$s', 1, '%1$s', 'b', 70, 70, 'KRW', '%4$s', 1,
                        case when '%4$s' = 'REQUESTED' then now() end, now())
                """.formatted(listingId, orderId, refundId, state, cancelled);
        run(sql, Tuple.tuple());
    }

    /** A case as another process would have opened it. */
    private void openCase(String caseId, String listingId, String feedEnds) {
        run("""
                insert into refund_case (case_id, block_id, listing_id, refund_from, feed_ends, state, planned,
                                         completions, opened_at)
                values ($1, 'block', $2, $3, $4, 'OPEN', 'NOT_YET', 0, now())
                """, Tuple.of(caseId, listingId, OffsetDateTime.parse(Fixtures.REFUND_FROM), feedEnds));
    }

    private long count(String table, String orders) {
        return run("select count(*) from " + table + " where order_id like $1", Tuple.of(orders))
                .iterator()
                .next()
                .getLong(0);
    }

    private String stateOf(String orderId) {
        return as("platform")
                .get("/order-lines/" + orderId + "/1/refund")
                .then()
                .statusCode(200)
                .extract()
                .path("state");
    }

    private Iterable<Row> run(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).await().atMost(Duration.ofSeconds(5));
    }
}
