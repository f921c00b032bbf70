package org.importsafety.refund.purchase;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.importsafety.events.OrderEvent;
import org.importsafety.events.OrderEvent.OrderLineCancelled;
import org.importsafety.events.OrderEvent.OrderLinePaid;
import org.importsafety.events.OrderEvent.OrderLineRefunded;
import org.importsafety.refund.cases.OrderLine;

/** The tables purchase, cancellation and refunded_elsewhere, written a batch at a time: one statement whatever its size. */
@ApplicationScoped
class Purchases {
    private static final String ADD = """
            with added as (
                insert into purchase (order_id, line_no, listing_id, buyer_ref, amount, currency, paid_at)
                select * from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::bigint[], $6::text[],
                                     $7::timestamptz[])
                on conflict do nothing
                returning order_id, line_no, listing_id)
            select order_id, line_no from added
            where exists (select from refund_case c where c.listing_id = added.listing_id)
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

    /** Adds lines that are not known yet. @return those of them whose listing has a refund case */
    Uni<List<OrderLine>> add(SqlConnection connection, List<OrderLinePaid> paid) {
        if (paid.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Tuple columns = lines(paid)
                .addArrayOfString(strings(paid, OrderLinePaid::listingId))
                .addArrayOfString(strings(paid, OrderLinePaid::buyerRef))
                .addArrayOfLong(paid.stream().map(OrderLinePaid::amount).toArray(Long[]::new))
                .addArrayOfString(strings(paid, OrderLinePaid::currency))
                .addArrayOfOffsetDateTime(times(paid, OrderLinePaid::paidAt));
        return connection.preparedQuery(ADD).execute(columns).map(rows -> {
            List<OrderLine> late = new ArrayList<>();
            rows.forEach(row -> late.add(new OrderLine(row.getString(0), row.getInteger(1))));
            return late;
        });
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
