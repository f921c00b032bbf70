package org.importsafety.refund.purchase;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.importsafety.events.OrderEvent;
import org.importsafety.events.OrderEvent.OrderLineCancelled;
import org.importsafety.events.OrderEvent.OrderLinePaid;
import org.importsafety.events.OrderEvent.OrderLineRefunded;
import org.importsafety.refund.cases.OrderLine;

/**
 * The tables order_line, purchase, cancellation and refunded_elsewhere, written a batch at a time: one statement whatever
 * its size. A purchase is kept in the partition of its month, so order_line decides whether the line is new: no key of
 * purchase reaches over two months.
 */
@ApplicationScoped
class Purchases {
    private static final String OPEN_MONTHS = "select open_purchase_month(month) from unnest($1::timestamptz[]) month";
    private static final String ADD = """
            with paid as materialized (
                select * from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::bigint[], $6::text[],
                                     $7::timestamptz[])
                    as line (order_id, line_no, listing_id, buyer_ref, amount, currency, paid_at)),
            unknown as (
                insert into order_line (order_id, line_no) select order_id, line_no from paid
                on conflict do nothing
                returning order_id, line_no),
            added as (
                insert into purchase (order_id, line_no, listing_id, buyer_ref, amount, currency, paid_at)
                select p.* from paid p join unknown using (order_id, line_no)
                returning order_id, line_no, listing_id, paid_at)
            select * from added where exists (select from refund_case c where c.listing_id = added.listing_id)
            """;
    private static final String CANCEL = """
            insert into cancellation (order_id, line_no, cancelled_at)
            select * from unnest($1::text[], $2::int[], $3::timestamptz[])
            on conflict do nothing
            """;
    private static final String REFUNDED = """
            insert into refunded_elsewhere (order_id, line_no, refund_ref, amount, currency, refunded_at)
            select * from unnest($1::text[], $2::int[], $3::text[], $4::bigint[], $5::text[], $6::timestamptz[])
            on conflict do nothing
            """;

    /** Partitions of months that are over, and which no open case reaches back to. */
    private static final String OLD_MONTHS = """
            select month.relname from pg_inherits i join pg_class month on month.oid = i.inhrelid
            where i.inhparent = 'purchase'::regclass and month.relname < purchase_month($1)
              and not exists (select from refund_case c
                              where c.state = 'OPEN' and purchase_month(c.refund_from) <= month.relname)
            order by month.relname
            """;

    /** Whoever reads the table for long is not waited for: that would hold up all others behind the wait. */
    private static final String PATIENCE = "set local lock_timeout = '1s'";

    /**
     * Adds lines that are not known yet.
     *
     * @param paid in the order of lines; of equal ones the first counts
     * @return those of them whose listing has a refund case
     */
    Uni<List<OrderLine>> add(SqlConnection connection, List<OrderLinePaid> paid) {
        if (paid.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<OrderLinePaid> lines = firstOfEach(paid);
        Tuple columns = lines(lines)
                .addArrayOfString(strings(lines, OrderLinePaid::listingId))
                .addArrayOfString(strings(lines, OrderLinePaid::buyerRef))
                .addArrayOfLong(lines.stream().map(OrderLinePaid::amount).toArray(Long[]::new))
                .addArrayOfString(strings(lines, OrderLinePaid::currency))
                .addArrayOfOffsetDateTime(times(lines, OrderLinePaid::paidAt));
        return connection
                .preparedQuery(OPEN_MONTHS)
                .execute(Tuple.tuple().addArrayOfOffsetDateTime(months(lines)))
                .chain(() -> connection.preparedQuery(ADD).execute(columns))
                .map(rows -> {
                    List<OrderLine> late = new ArrayList<>();
                    rows.forEach(row -> late.add(new OrderLine(
                            row.getString(0),
                            row.getInteger(1),
                            row.getString(2),
                            row.getOffsetDateTime(3).toInstant())));
                    return late;
                });
    }

    private static List<OrderLinePaid> firstOfEach(List<OrderLinePaid> sorted) {
        List<OrderLinePaid> first = new ArrayList<>(sorted.size());
        OrderLinePaid last = null;
        for (OrderLinePaid line : sorted) {
            if (last == null || !line.orderId().equals(last.orderId()) || line.lineNo() != last.lineNo()) {
                first.add(line);
            }
            last = line;
        }
        return first;
    }

    private static OffsetDateTime[] months(List<OrderLinePaid> lines) {
        return lines.stream()
                .map(OrderLinePaid::paidAt)
                .filter(Objects::nonNull)
                .map(Month::of)
                .distinct()
                .map(Month::start)
                .toArray(OffsetDateTime[]::new);
    }

    Uni<Void> addCancellations(SqlConnection connection, List<OrderLineCancelled> cancelled) {
        if (cancelled.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = lines(cancelled).addArrayOfOffsetDateTime(times(cancelled, OrderLineCancelled::cancelledAt));
        return connection.preparedQuery(CANCEL).execute(columns).replaceWithVoid();
    }

    /** What others paid back; of one reference the first word counts. */
    Uni<Void> addRefunds(SqlConnection connection, List<OrderLineRefunded> refunded) {
        if (refunded.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = lines(refunded)
                .addArrayOfString(strings(refunded, OrderLineRefunded::refundRef))
                .addArrayOfLong(refunded.stream().map(OrderLineRefunded::amount).toArray(Long[]::new))
                .addArrayOfString(strings(refunded, OrderLineRefunded::currency))
                .addArrayOfOffsetDateTime(times(refunded, OrderLineRefunded::refundedAt));
        return connection.preparedQuery(REFUNDED).execute(columns).replaceWithVoid();
    }

    /** @return the partitions of months before this one that may be dropped now, the oldest first */
    Uni<List<String>> monthsToDrop(SqlClient client, Month before) {
        return client.preparedQuery(OLD_MONTHS)
                .execute(Tuple.of(before.start()))
                .map(rows -> {
                    List<String> months = new ArrayList<>();
                    rows.forEach(row -> months.add(row.getString(0)));
                    return months;
                });
    }

    /** @param month a partition, as it was returned */
    Uni<Void> drop(SqlConnection connection, String month) {
        return connection
                .query(PATIENCE)
                .execute()
                .chain(() -> connection.query("drop table " + month).execute())
                .replaceWithVoid();
    }

    private static Tuple lines(List<? extends OrderEvent> lines) {
        return Tuple.tuple()
                .addArrayOfString(strings(lines, OrderEvent::orderId))
                .addArrayOfInteger(lines.stream().map(OrderEvent::lineNo).toArray(Integer[]::new));
    }

    private static <T> String[] strings(List<? extends T> items, Function<T, String> field) {
        return items.stream().map(field).toArray(String[]::new);
    }

    private static <T> OffsetDateTime[] times(List<T> items, Function<T, Instant> field) {
        return items.stream()
                .map(field)
                .map(time -> time == null ? null : time.atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }
}
