package org.importsafety.refund;

import static org.importsafety.refund.Fixtures.awaitCase;
import static org.importsafety.refund.Fixtures.awaitCompleted;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A case of more lines than are planned at a time. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "refund"))
@WithTestResource(ProviderServer.class)
class ChunksTest {
    /** An end of the orders feed that is never reached: nothing is sent to the provider. */
    private static final String NEVER = "platform.orders.v1/99=1";

    @Inject
    Pool pool;

    @Test
    void every_line_is_planned_once_whatever_chunk_it_falls_in() {
        lines("CHUNKS", 25_000);
        run(
                "update purchase set paid_at = timestamptz '2025-09-30 23:59:59Z' where listing_id = 'CHUNKS' and amount <= 100");
        run("update purchase set amount = 0 where listing_id = 'CHUNKS' and amount between 101 and 150");
        run("""
                insert into cancellation
                select order_id, line_no, now() from purchase where listing_id = 'CHUNKS' and amount between 151 and 180
                """);
        openCase("CHUNKS", null);

        JsonNode planned = awaitCase(
                "CHUNKS", "planned", it -> it.get("planned").textValue().equals("EARLY"));
        assertEquals(24_900, planned.get("lines").intValue());
        assertEquals(24_900, planned.get("linesPlanned").intValue());
        assertEquals(24_820, planned.get("refunds").intValue());
        assertEquals(24_820, number("select count(distinct order_id) from refund where listing_id = 'CHUNKS'"));
    }

    @Test
    void a_case_whose_planning_was_cut_off_goes_on_after_the_last_chunk() {
        lines("CHUNKCUT", 12_000);
        openCase("CHUNKCUT", "CHUNKCUT-11000");

        JsonNode planned = awaitCase(
                "CHUNKCUT", "planned", it -> it.get("planned").textValue().equals("EARLY"));
        assertEquals(number("""
                        select count(*) from purchase p, purchase last
                        where p.listing_id = 'CHUNKCUT' and last.order_id = 'CHUNKCUT-11000'
                          and (p.paid_at, p.order_id, p.line_no) > (last.paid_at, last.order_id, last.line_no)
                        """), planned.get("refunds").longValue());
    }

    @Test
    @Tag("full")
    void stopped_refunds_of_more_than_a_chunk_are_all_due_again_after_a_new_block() {
        lines("CHUNKAGAIN", 21_000);
        openCase("CHUNKAGAIN", null);
        awaitCase("CHUNKAGAIN", "planned", it -> it.get("planned").textValue().equals("EARLY"));
        try (Fixtures world = new Fixtures()) {
            world.unblocked("CHUNKAGAIN");
            assertEquals(21_000, awaitCompleted("CHUNKAGAIN").get("stopped").intValue());
            run("update refund_case set released = false, state = 'OPEN', planned = 'NOT_YET', lines = null, "
                    + "planned_to_paid_at = null, planned_to_order = '', planned_to_line = 0, lines_planned = 0 "
                    + "where listing_id = 'CHUNKAGAIN'");
            JsonNode again = awaitCase("CHUNKAGAIN", "planned again", it -> it.get("planned")
                    .textValue()
                    .equals("EARLY"));
            assertEquals(21_000, again.get("unpaid").intValue());
            assertEquals(0, again.get("stopped").intValue());
            assertEquals(21_000, again.get("refunds").intValue());
        }
    }

    @Test
    void a_case_that_cannot_be_advanced_holds_up_no_other() {
        run("""
                insert into refund_case (case_id, block_id, listing_id, refund_from, feed_ends, state, planned, completions,
                                         opened_at)
                values ('2026-10:BROKEN', 'block', 'BROKEN', '2025-10-01Z', 'no position', 'OPEN', 'NOT_YET', 0, '2000-01-01Z')
                """);
        try {
            lines("BEHIND-BROKEN", 3);
            openCase("BEHIND-BROKEN", null);
            awaitCase("BEHIND-BROKEN", "planned", it -> it.get("planned")
                    .textValue()
                    .equals("EARLY"));
        } finally {
            run("delete from refund_case where case_id = '2026-10:BROKEN'");
        }
    }

    /** So many lines of 1, 2, 3 ... won, thousands of them paid in the same instant. */
    private void lines(String listingId, int lines) {
        run(
                "select open_purchase_month(month) from (values (timestamptz '2026-01-01Z'), ('2025-09-30 23:59:59Z')) m (month)");
        pool.preparedQuery("""
                        insert into purchase
                        select $1::text || '-' || i, 1, $1, 'b', i, 'KRW', timestamptz '2026-01-01Z' + i % 7 * interval '1 h'
                        from generate_series(1, $2::int) i
                        """).execute(Tuple.of(listingId, lines)).await().atMost(Duration.ofSeconds(10));
    }

    /** @param plannedTo the order whose line was the last one planned; null: planning has not begun */
    private void openCase(String listingId, String plannedTo) {
        pool.preparedQuery("""
                        insert into refund_case (case_id, block_id, listing_id, refund_from, feed_ends, state, planned,
                                                 completions, opened_at, planned_to_paid_at, planned_to_order,
                                                 planned_to_line)
                        select $1, 'block', $2, $3, $4, 'OPEN', 'NOT_YET', 0, now(), p.paid_at,
                               coalesce(p.order_id, ''), coalesce(p.line_no, 0)
                        from (select) one left join purchase p on p.order_id = $5
                        """)
                .execute(Tuple.of(
                        "2026-10:" + listingId,
                        listingId,
                        OffsetDateTime.parse(Fixtures.REFUND_FROM),
                        NEVER,
                        plannedTo))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private long number(String sql) {
        return run(sql).iterator().next().getLong(0);
    }

    private Iterable<Row> run(String sql) {
        return pool.query(sql).execute().await().atMost(Duration.ofSeconds(10));
    }
}
