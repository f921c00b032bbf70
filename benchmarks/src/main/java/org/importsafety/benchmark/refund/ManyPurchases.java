package org.importsafety.benchmark.refund;

import java.sql.SQLException;

/** A year of a shop, one of its listings sold more than others. */
final class ManyPurchases {

    static final String REFUND_FROM = "2025-11-04T00:00:00Z";
    static final String AFFECTED = "select count(*) from purchase where listing_id = 'AFFECTED'";

    /** Lines of which something is due. */
    static final String DUE = AFFECTED + """
             and not exists (select from cancellation x where x.order_id = purchase.order_id)
            """;

    private static final int MONTHS = 12;

    /** Order ids in no order of time, each once: the multiplier is odd, so that it is a permutation of 32 bits. */
    private static final String MONTH = """
            insert into purchase
            select to_hex(i::bigint * 2654435761 %% 4294967296), 1,
                   case when i %% (%2$d / %1$d) = 0 then 'AFFECTED' else 'L' || i %% 4999 end,
                   'b' || i %% 999983, 1000 + i %% 90000, 'KRW',
                   timestamptz '%3$s' + %4$d * interval '30 days' + i %% 2592000 * interval '1 s'
            from generate_series(%4$d::bigint * %2$d / %5$d + 1, (%4$d + 1)::bigint * %2$d / %5$d) i
            """;

    private static final String CHANGES = """
            insert into order_line select order_id, line_no from purchase order by order_id;
            insert into cancellation
            select order_id, line_no, now() from purchase where hashtext(order_id) & 127 in (1, 2, 3, 4);
            insert into refunded_elsewhere
            select order_id, line_no, 'bank', 500, currency, now() from purchase where hashtext(order_id) & 127 = 5;
            """;

    private ManyPurchases() {}

    static void fill(RefundDatabase database, int affected, int lines) throws SQLException {
        database.run(
                "select open_purchase_month(timestamptz '%s' + n * interval '20 days') from generate_series(0, 19) n"
                        .formatted(REFUND_FROM));
        for (int month = 0; month < MONTHS; month++) {
            database.run(MONTH.formatted(affected, lines, REFUND_FROM, month, MONTHS));
        }
        database.run(CHANGES);
        database.run("vacuum analyze");
    }
}
