package org.importsafety.benchmark.refund;

import java.sql.SQLException;

/** A case that is planned already and waits, as one does while an appeal is open. */
final class WaitingRefunds {

    private static final String CASE = """
            insert into refund_case (case_id, block_id, listing_id, refund_from, feed_ends, state, planned, completions,
                                     opened_at, held_for, held_by, held_reason, held_at)
            values ('2026-10:%1$s', 'block', '%1$s', now(), 'platform.orders.v1/0=0', 'OPEN', 'WHOLE', 0, now(), 'x', 'x', 'x', now());
            insert into refund (refund_id, case_id, order_id, line_no, listing_id, buyer_ref, amount, paid, currency, state,
                                attempt, planned_at)
            select name_uuid('2026-10:%1$s|' || '%1$s-' || i || '|1'), '2026-10:%1$s', '%1$s-' || i, 1, '%1$s', 'b' || i,
                   1000 + i %% 90000, 1000 + i %% 90000, 'KRW', 'PLANNED', 0, now()
            from generate_series(1, %2$d) i
            """;

    private WaitingRefunds() {}

    static void insert(RefundDatabase database, String listing, long refunds) throws SQLException {
        database.run(CASE.formatted(listing, refunds));
    }

    /** @param listings a pattern of SQL's LIKE */
    static void letPay(RefundDatabase database, String listings) throws SQLException {
        database.run(
                "update refund_case set held_for = null where state = 'OPEN' and listing_id like '" + listings + "'");
    }

    /** What is under way goes on. @param listings a pattern of SQL's LIKE */
    static void hold(RefundDatabase database, String listings) throws SQLException {
        database.run(
                "update refund_case set held_for = 'x' where state = 'OPEN' and listing_id like '" + listings + "'");
    }
}
