package org.importsafety.refund.purchase;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.importsafety.events.OrderEvent.OrderLinePaid;
import org.importsafety.infra.InfraResource;
import org.importsafety.refund.MovableClock;
import org.importsafety.refund.ProviderServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where order lines are kept, and how long: 36 months here, see {@link ProviderServer}. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "refund"))
@WithTestResource(ProviderServer.class)
class PurchaseMonthsTest {
    @Inject
    Pool pool;

    @Inject
    Purchases purchases;

    @Inject
    DropOldMonths dropOldMonths;

    @Inject
    MovableClock clock;

    @AfterEach
    void now() {
        clock.moveBack();
    }

    @Test
    void a_line_is_kept_with_the_month_in_which_it_was_paid_in_Korea() {
        add(line("MONTH-1", 1, "2026-01-31T14:59:59Z"), line("MONTH-1", 2, "2026-01-31T15:00:00Z"));

        assertEquals(List.of("purchase_2026_01", "purchase_2026_02"), monthsOf("MONTH-1"));
    }

    @Test
    void a_line_that_comes_again_with_the_date_of_another_month_is_no_new_one() {
        add(line("MONTH-2", 1, "2026-03-10T00:00:00Z"), line("MONTH-2", 1, "2026-04-10T00:00:00Z"));
        add(line("MONTH-2", 1, "2026-05-10T00:00:00Z"), line("MONTH-2", 2, "2026-05-10T00:00:00Z"));

        assertEquals(List.of("purchase_2026_03", "purchase_2026_05"), monthsOf("MONTH-2"));
    }

    @Test
    void a_month_is_dropped_when_it_is_over_for_as_long_as_lines_are_kept() {
        clock.moveTo(Instant.parse("2001-02-28T14:59:00Z")); // in Korea still February
        add(line("MONTH-3", 1, "1998-01-31T15:00:00Z"), line("MONTH-3", 2, "1998-02-28T15:00:00Z"));

        dropOldMonths();
        assertEquals(List.of("purchase_1998_02", "purchase_1998_03"), monthsOf("MONTH-3"));

        clock.moveTo(Instant.parse("2001-02-28T15:00:00Z"));
        dropOldMonths();
        assertEquals(List.of("purchase_1998_03"), monthsOf("MONTH-3"));
    }

    @Test
    void a_line_of_a_dropped_month_that_comes_again_is_no_new_one() {
        clock.moveTo(Instant.parse("2001-06-15T00:00:00Z"));
        add(line("MONTH-4", 1, "1997-05-10T00:00:00Z"));
        dropOldMonths();
        assertEquals(List.of(), monthsOf("MONTH-4"));

        add(line("MONTH-4", 1, "1997-05-10T00:00:00Z"));

        assertEquals(List.of(), monthsOf("MONTH-4"));
    }

    @Test
    void no_month_is_dropped_while_a_case_that_reaches_back_to_it_is_open() {
        clock.moveTo(Instant.parse("2001-06-15T00:00:00Z"));
        add(line("MONTH-5", 1, "1996-05-10T00:00:00Z"), line("MONTH-5", 2, "1996-06-10T00:00:00Z"));
        run("""
                insert into refund_case (case_id, block_id, listing_id, refund_from, feed_ends, state, planned, completions,
                                         opened_at)
                values ('2001-05:OF-MONTH-5', 'block', 'OF-MONTH-5', '1996-06-01', 'platform.orders.v1/99=1', 'OPEN', 'NOT_YET', 0,
                        now())
                """);
        await("its line planned")
                .until(() -> run("select * from refund where case_id = '2001-05:OF-MONTH-5' and state = 'PLANNED'")
                                .size()
                        == 1);

        dropOldMonths();
        assertEquals(List.of("purchase_1996_06"), monthsOf("MONTH-5"));

        run("update refund_case set state = 'COMPLETED', released = true where case_id = '2001-05:OF-MONTH-5'");
        run("update refund set state = 'STOPPED' where case_id = '2001-05:OF-MONTH-5'");
        dropOldMonths();
        assertEquals(List.of(), monthsOf("MONTH-5"));
    }

    private static OrderLinePaid line(String orderId, int lineNo, String paidAt) {
        return new OrderLinePaid(
                orderId, lineNo, "OF-" + orderId, "s", "b", 1, 100, "KRW", Instant.parse(paidAt), null);
    }

    private void add(OrderLinePaid... lines) {
        pool.withTransaction(connection -> purchases.add(connection, List.of(lines)))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private void dropOldMonths() {
        dropOldMonths.whenDue().await().atMost(Duration.ofSeconds(10));
    }

    private List<String> monthsOf(String orderId) {
        RowSet<Row> rows = pool.preparedQuery(
                        "select tableoid::regclass::text from purchase where order_id = $1 order by paid_at")
                .execute(Tuple.of(orderId))
                .await()
                .atMost(Duration.ofSeconds(10));
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString(0))
                .toList();
    }

    private RowSet<Row> run(String sql) {
        return pool.query(sql).execute().await().atMost(Duration.ofSeconds(10));
    }
}
