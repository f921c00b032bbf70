package org.importsafety.refund;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.importsafety.refund.Fixtures.as;
import static org.importsafety.refund.Fixtures.awaitCase;
import static org.importsafety.refund.Fixtures.awaitCompleted;
import static org.importsafety.refund.Fixtures.awaitParked;
import static org.importsafety.refund.Fixtures.refundId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The books of what is owed and paid. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "refund"))
@WithTestResource(ProviderServer.class)
class LedgerTest {
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
    void the_books_say_what_the_events_and_the_provider_say() {
        List<String> orders = List.of("LG-1", "LG-2", "LG-3", "LG-4", "refused-LG-5");
        long[] amounts = {10_000, 5_000, 700, 400, 600};
        for (int i = 0; i < amounts.length; i++) {
            world.paid(orders.get(i), 1, "LEDGER", amounts[i]);
        }
        openCase("LEDGER");
        awaitCase("LEDGER", "planned", progress -> progress.get("unpaid").intValue() == 5);
        assertEquals(Map.of("REFUND_COST", "16700 0", "OWED", "0 16700"), balances("LEDGER"));
        world.refunded("LG-2", 1, "shop", 2_000);
        world.cancelled("LG-3", 1);
        world.refunded("LG-4", 1, "bank", 400);
        await("both taken in").until(() -> number("""
                select (select count(*) from refunded_elsewhere where order_id like 'LG-%')
                     + (select count(*) from cancellation where order_id like 'LG-%')""") == 3);
        run("update refund_case set feed_ends = '' where listing_id = 'LEDGER'");

        awaitCompleted("LEDGER");
        assertEquals(
                Map.of(
                        "REFUND_COST", "16700 3100",
                        "OWED", "16700 16700",
                        "IN_TRANSIT", "13600 13600",
                        "PAID", "0 13000",
                        "OWED_OTHERWISE", "0 600"),
                balances("LEDGER"));
        assertEquals(13_600, sum(world.awaitTold("LEDGER", "RefundRequested", 3)));
        assertEquals(13_000, sum(world.awaitTold("LEDGER", "RefundSettled", 2)));
        assertEquals(600, sum(world.awaitTold("LEDGER", "RefundFailed", 1)));
        assertEquals(
                13_000,
                orders.stream()
                        .flatMap(order -> provider.moved(order, 1).stream())
                        .mapToLong(Long::longValue)
                        .sum());
        assertEquals(
                Map.of(
                        "PLANNED", 16_700L,
                        "REFUNDED_ELSEWHERE", 2_400L,
                        "CANCELLED", 700L,
                        "REQUESTED", 13_600L,
                        "SETTLED", 13_000L,
                        "FAILED", 600L),
                entries("LEDGER").stream()
                        .collect(Collectors.groupingBy(
                                entry -> entry.get("movement").textValue(),
                                Collectors.summingLong(
                                        entry -> entry.get("amount").longValue()))));
    }

    @Test
    void what_is_stopped_is_owed_no_longer_and_what_was_paid_stays_paid() {
        lines("BOOKSTOP", 100, 10);
        openCase("BOOKSTOP");
        awaitCase("BOOKSTOP", "planned", progress -> progress.get("unpaid").intValue() == 100);
        run("""
                update refund set state = 'REQUESTED', attempt = 1, lease_until = now(), requested_at = now()
                where refund_id in (select refund_id from refund where listing_id = 'BOOKSTOP' order by refund_id limit 60)
                """);
        world.unblocked("BOOKSTOP");
        assertEquals(40, awaitCompleted("BOOKSTOP").get("stopped").intValue());
        assertEquals(
                Map.of(
                        "REFUND_COST", "1000 400",
                        "OWED", "1000 1000",
                        "IN_TRANSIT", "600 600",
                        "PAID", "0 600"),
                balances("BOOKSTOP"));

        world.blocked("BOOKSTOP", 2);
        world.awaitTold("BOOKSTOP", "RefundCaseCompleted", 2);
        assertEquals("1400 400", balances("BOOKSTOP").get("REFUND_COST"));
        assertEquals("0 1000", balances("BOOKSTOP").get("PAID"));
    }

    @Test
    void planning_posts_an_entry_a_chunk_and_moving_money_one_a_refund() {
        lines("BOOKCHUNK", 25_000, 3);
        openCase("BOOKCHUNK");
        awaitCase("BOOKCHUNK", "planned", it -> it.get("planned").textValue().equals("EARLY"));
        assertEquals(
                List.of("PLANNED 10000 30000", "PLANNED 10000 30000", "PLANNED 5000 15000"),
                entries("BOOKCHUNK").stream().map(LedgerTest::text).toList());

        run("""
                update refund set state = 'REQUESTED', requested_at = now(), lease_until = now() + interval '1 h'
                where refund_id in (select refund_id from refund where listing_id = 'BOOKCHUNK' order by refund_id limit 2)
                """);
        assertEquals(
                List.of("REQUESTED 1 3", "REQUESTED 1 3"),
                entries("BOOKCHUNK").stream().skip(3).map(LedgerTest::text).toList());
    }

    @Test
    void what_comes_late_owes_interest_beside_the_refund_and_what_comes_in_time_does_not() {
        lines("BOOKLATE", 2, 365_000);
        openCase("BOOKLATE");
        awaitCase("BOOKLATE", "planned", progress -> progress.get("unpaid").intValue() == 2);
        run("update refund set planned_at = now() - interval '100 d' where order_id = 'BOOKLATE-2'");
        run("update refund_case set feed_ends = '' where listing_id = 'BOOKLATE'");
        awaitCompleted("BOOKLATE");

        JsonNode owed = world.awaitTold("BOOKLATE", "DelayInterestOwed", 1).get(0);
        assertEquals("BOOKLATE-2", owed.get("orderId").textValue());
        assertEquals(15, owed.get("percent").intValue());
        long days = ChronoUnit.DAYS.between(
                LocalDate.parse(owed.get("dueOn").textValue()), LocalDate.now(ZoneId.of("Asia/Seoul")));
        assertEquals(days, owed.get("days").longValue());
        assertTrue(days > 80 && days < 98, () -> days + " days late");
        long interest = 150 * days; // 15 % of 365,000 are 150 a day
        assertEquals(interest, owed.get("amount").longValue());
        assertEquals(
                Map.of(
                        "REFUND_COST", "730000 0",
                        "OWED", "730000 730000",
                        "IN_TRANSIT", "730000 730000",
                        "PAID", "0 730000",
                        "INTEREST_COST", interest + " 0",
                        "INTEREST_OWED", "0 " + interest),
                balances("BOOKLATE"));
        assertEquals(List.of(365_000L), provider.moved("BOOKLATE-2", 1));
        assertPaysInterest("BOOKLATE", refundId("BOOKLATE", "BOOKLATE-2", 1), interest);
    }

    private static void assertPaysInterest(String listingId, String refundId, long interest) {
        String path = "/refund-cases/2026-10:" + listingId + "/interest";
        as("auditor")
                .get(path)
                .then()
                .statusCode(200)
                .body("items.refundId", equalTo(List.of(refundId)))
                .body("items.paid", equalTo(List.of(0)));
        pay(path, refundId, "T-5", interest - 1).statusCode(409).body("allowed", equalTo(List.of("payment")));
        pay(path, refundId, "T-5", interest).statusCode(201).body("payment.by", equalTo("anna"));
        pay(path, refundId, "T-5", interest).statusCode(200);
        pay(path, refundId, "T-6", interest).statusCode(409).body("allowed", equalTo(List.of()));
        assertEquals(interest + " " + interest, balances(listingId).get("INTEREST_OWED"));
        assertEquals("0 " + interest, balances(listingId).get("INTEREST_PAID"));
        as("auditor")
                .get("/refund-cases/2026-10:" + listingId)
                .then()
                .body("interest.owed", equalTo(List.of((int) interest)))
                .body("interest.paid", equalTo(List.of((int) interest)));
        as("auditor")
                .get("/audit?subject=refunds/" + refundId)
                .then()
                .body("items.action", equalTo(List.of("REFUSED", "INTEREST_PAID", "REFUSED")))
                .body("items[1].detail", equalTo(interest + ": T-5"));
    }

    @Test
    void interest_that_nobody_owes_is_not_paid_and_nobody_but_an_officer_says_so() {
        String path = "/refund-cases/2026-10:BOOKNONE/interest";
        String refundId = refundId("BOOKNONE", "BOOKNONE-1", 1);
        pay(path, refundId, "T", 5).statusCode(404);
        pay(path, "x", "T", 5).statusCode(404);
        pay(path, refundId, " ", 0).statusCode(422).body("errors.field", equalTo(List.of("reference", "amount")));
        as("approver").post(path + "/" + refundId + "/payment").then().statusCode(403);
        as("officer").get(path + "?after=x").then().statusCode(400).body("errors.field", equalTo(List.of("after")));
    }

    private static ValidatableResponse pay(String path, String refundId, String reference, long amount) {
        return as("anna", "officer")
                .contentType("application/json")
                .body("{\"reference\": \"%s\", \"amount\": %d}".formatted(reference, amount))
                .post(path + "/" + refundId + "/payment")
                .then();
    }

    @Test
    void the_accounts_are_what_the_refunds_are_whatever_other_tests_have_done_to_them() {
        assertEquals(0, number("""
                select count(*) from (
                    select case_id, currency, sum(amount) as amount, ledger_account(state, manual_way) as account
                    from refund where ledger_account(state) <> 'REFUND_COST' group by 1, 2, 4) r
                full join (
                    select case_id, currency, account, sum(taken) as amount
                    from ledger_entry e, lateral (values (e.credit, e.amount), (e.debit, -e.amount)) side (account, taken)
                    where account not in ('REFUND_COST', 'INTEREST_COST', 'INTEREST_OWED', 'INTEREST_PAID') group by 1, 2, 3) b using (case_id, currency, account)
                where coalesce(r.amount, 0) <> coalesce(b.amount, 0)"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into ledger_entry (at, case_id, refunds, movement, debit, credit, currency, amount)"
                        + " values (now(), 'c', 1, 'M', 'PAID', null, 'KRW', 5)",
                "insert into ledger_entry (at, case_id, refunds, movement, debit, credit, currency, amount)"
                        + " values (now(), 'c', 1, 'M', 'PAID', 'PAID', 'KRW', 5)",
                "insert into ledger_entry (at, case_id, refunds, movement, debit, credit, currency, amount)"
                        + " values (now(), 'c', 1, 'M', 'PAID', 'OWED', 'KRW', -5)",
                "update ledger_entry set amount = amount + 1",
                "delete from ledger_entry",
                "truncate ledger_entry"
            })
    void no_entry_has_one_side_only_and_none_is_changed_afterwards(String sql) {
        assertThrows(PgException.class, () -> run(sql));
    }

    @Test
    void a_currency_that_does_not_exist_is_parked_since_its_minor_unit_is_not_known() {
        world.raw("platform.orders.v1", "BOOKCURRENCY-1", """
                {"type": "OrderLinePaid", "eventId": "7d4e6b0e-3d5f-4a53-9f0c-0c5b1a9d6a11", "version": 1,
                 "occurredAt": "2026-11-04T00:00:00Z", "orderId": "BOOKCURRENCY-1", "lineNo": 1, "listingId": "BOOKCURRENCY",
                 "sku": "s", "buyerRef": "b", "quantity": 1, "amount": 5, "currency": "WON",
                 "paidAt": "2026-01-15T10:00:00Z"}""");
        awaitParked("BOOKCURRENCY-1");
        assertEquals(0, number("select count(*) from purchase where order_id = 'BOOKCURRENCY-1'"));
    }

    private void lines(String listingId, int lines, long amount) {
        run("""
                select open_purchase_month(timestamptz '2026-01-01Z');
                insert into purchase
                select '%1$s-' || i, 1, '%1$s', 'b', %3$d, 'KRW', timestamptz '2026-01-01Z' + i * interval '1 s'
                from generate_series(1, %2$d) i
                """.formatted(listingId, lines, amount));
    }

    private void openCase(String listingId) {
        pool.preparedQuery("""
                        insert into refund_case (case_id, block_id, listing_id, refund_from, feed_ends, state, planned,
                                                 completions, opened_at)
                        values ($1, 'block', $2, $3, $4, 'OPEN', 'NOT_YET', 0, now())
                        """)
                .execute(Tuple.of("2026-10:" + listingId, listingId, OffsetDateTime.parse(Fixtures.REFUND_FROM), NEVER))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    /** Debits and credits by account. */
    private static Map<String, String> balances(String listingId) {
        JsonNode ledger = as("auditor")
                .get("/ledger?case=2026-10:" + listingId)
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
        Map<String, String> byAccount = new TreeMap<>();
        long sum = 0;
        for (JsonNode one : ledger.get("balances")) {
            assertEquals("KRW", one.get("currency").textValue());
            assertEquals(0, one.get("decimals").intValue());
            byAccount.put(
                    one.get("account").textValue(),
                    one.get("debit").longValue() + " " + one.get("credit").longValue());
            sum += one.get("balance").longValue();
        }
        assertEquals(0, sum, () -> byAccount.toString());
        return byAccount;
    }

    /** All entries of a case, read two at a time where there are few. */
    private static List<JsonNode> entries(String listingId) {
        JsonNode first = page(listingId, 2, 0);
        assertTrue(first.get("items").size() <= 2);
        JsonNode rest = page(listingId, 1000, first.path("next").asLong(0));
        return first.get("next").isNull()
                ? nodes(first)
                : Arrays.asList(nodes(first), nodes(rest)).stream()
                        .flatMap(List::stream)
                        .toList();
    }

    private static JsonNode page(String listingId, int limit, long after) {
        return as("auditor")
                .get("/ledger/entries?case=2026-10:%s&limit=%d&after=%d".formatted(listingId, limit, after))
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
    }

    private static List<JsonNode> nodes(JsonNode page) {
        return page.get("items").valueStream().toList();
    }

    private static String text(JsonNode entry) {
        return "%s %d %d"
                .formatted(
                        entry.get("movement").textValue(),
                        entry.get("refunds").intValue(),
                        entry.get("amount").longValue());
    }

    private static long sum(List<JsonNode> events) {
        return events.stream()
                .mapToLong(event -> event.get("amount").longValue())
                .sum();
    }

    private long number(String sql) {
        return run(sql).iterator().next().getLong(0);
    }

    private Iterable<Row> run(String sql) {
        return pool.query(sql).execute().await().atMost(Duration.ofSeconds(10));
    }
}
