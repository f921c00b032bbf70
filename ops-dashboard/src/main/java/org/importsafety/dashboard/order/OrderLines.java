package org.importsafety.dashboard.order;

import static java.util.Objects.requireNonNull;
import static org.importsafety.dashboard.Columns.instant;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.importsafety.dashboard.Columns;
import org.importsafety.events.OrderEvent.OrderLineCancelled;
import org.importsafety.events.OrderEvent.OrderLinePaid;
import org.importsafety.messaging.Received;

/** The table order_line: as slim as the feed is long. The first telling of a line counts, as it does for the services. */
@ApplicationScoped
public class OrderLines {
    private static final String PAID = """
            insert into order_line as known (order_id, line_no, paid_event, listing_id, sku, buyer_ref, quantity,
                                             amount, currency, paid_at)
            select * from unnest($1::text[], $2::int[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::int[],
                                 $8::bigint[], $9::text[], $10::timestamptz[])
            on conflict (order_id, line_no) do update
            set paid_event = excluded.paid_event, listing_id = excluded.listing_id, sku = excluded.sku,
                buyer_ref = excluded.buyer_ref, quantity = excluded.quantity, amount = excluded.amount,
                currency = excluded.currency, paid_at = excluded.paid_at
            where known.paid_event is null
            """;
    private static final String CANCELLED = """
            insert into order_line as known (order_id, line_no, cancelled_event, cancelled_at)
            select * from unnest($1::text[], $2::int[], $3::uuid[], $4::timestamptz[])
            on conflict (order_id, line_no) do update
            set cancelled_event = excluded.cancelled_event, cancelled_at = excluded.cancelled_at
            where known.cancelled_event is null
            """;

    /** A line's case is the one that refunds it, else its listing's newest. */
    private static final String OF_ORDER = """
            select o.*, l.title, coalesce(r.case_id, c.case_id) as case_id, r.refund_id, r.state,
                   r.amount as refund_amount, r.currency as refund_currency, r.at as refund_at
            from order_line o
            left join listing l using (listing_id)
            left join lateral (select * from refund r where r.order_id = o.order_id and r.line_no = o.line_no
                               order by r.at desc, r.refund_id limit 1) r on true
            left join lateral (select case_id from safety_case c where c.listing_id = o.listing_id
                               order by case_id desc limit 1) c on true
            where o.order_id = $1
            order by o.line_no
            """;

    private final Pool pool;

    OrderLines(Pool pool) {
        this.pool = pool;
    }

    private record Line<E>(String orderId, int lineNo, UUID eventId, E event) {
        private static final Comparator<Line<?>> BY_KEY =
                Comparator.<Line<?>, String>comparing(Line::orderId).thenComparing(Line::lineNo);
    }

    /** A refund as it stands. @param state REQUESTED, SETTLED, FAILED or STOPPED */
    record Refund(UUID refundId, String state, long amount, String currency, Instant at) {}

    /** A line with all that is known of it; what was paid is null while only its cancellation is known. */
    record Known(
            String orderId,
            int lineNo,
            UUID paidEvent,
            String listingId,
            String title,
            String sku,
            String buyerRef,
            Integer quantity,
            Long amount,
            String currency,
            Instant paidAt,
            UUID cancelledEvent,
            Instant cancelledAt,
            String caseId,
            Refund refund) {}

    /** @return how many paid lines there were not before */
    public Uni<Long> add(SqlConnection connection, List<Received<?>> events) {
        List<Line<OrderLinePaid>> paid = new ArrayList<>();
        List<Line<OrderLineCancelled>> cancelled = new ArrayList<>();
        for (Received<?> received : events) {
            if (received.event() instanceof OrderLinePaid it) {
                requireNonNull(it.listingId(), "listingId is missing");
                requireNonNull(it.paidAt(), "paidAt is missing");
                requireNonNull(it.currency(), "currency is missing");
                paid.add(line(it.orderId(), it.lineNo(), received.eventId(), it));
            } else if (received.event() instanceof OrderLineCancelled it) {
                requireNonNull(it.cancelledAt(), "cancelledAt is missing");
                cancelled.add(line(it.orderId(), it.lineNo(), received.eventId(), it));
            }
        }
        return addPaid(connection, first(paid)).call(() -> addCancelled(connection, first(cancelled)));
    }

    /** By line number; empty when nobody has heard of the order. */
    Uni<List<Known>> ofOrder(String orderId) {
        return pool.preparedQuery(OF_ORDER)
                .execute(Tuple.of(orderId))
                .map(rows -> rows.stream().map(OrderLines::known).toList());
    }

    private static Uni<Long> addPaid(SqlConnection connection, List<Line<OrderLinePaid>> lines) {
        if (lines.isEmpty()) {
            return Uni.createFrom().item(0L);
        }
        var columns = keys(lines)
                .text(line -> line.event.listingId())
                .text(line -> line.event.sku())
                .text(line -> line.event.buyerRef())
                .number(line -> line.event.quantity())
                .large(line -> line.event.amount())
                .text(line -> line.event.currency())
                .time(line -> line.event.paidAt());
        return connection.preparedQuery(PAID).execute(columns.arrays()).map(rows -> (long) rows.rowCount());
    }

    private static Uni<Void> addCancelled(SqlConnection connection, List<Line<OrderLineCancelled>> lines) {
        return lines.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(CANCELLED)
                        .execute(keys(lines)
                                .time(line -> line.event.cancelledAt())
                                .arrays())
                        .replaceWithVoid();
    }

    private static <E> Columns<Line<E>> keys(List<Line<E>> lines) {
        return new Columns<>(lines).text(Line::orderId).number(Line::lineNo).uuid(Line::eventId);
    }

    private static <E> Line<E> line(String orderId, int lineNo, UUID eventId, E event) {
        return new Line<>(requireNonNull(orderId, "orderId is missing"), lineNo, eventId, event);
    }

    /** The first telling of each line, by key: two batches never wait for each other in a ring. */
    private static <E> List<Line<E>> first(List<Line<E>> lines) {
        Set<List<Object>> seen = new HashSet<>();
        return lines.stream()
                .filter(line -> seen.add(List.of(line.orderId, line.lineNo)))
                .sorted(Line.BY_KEY)
                .toList();
    }

    private static Known known(Row row) {
        UUID refundId = row.getUUID("refund_id");
        return new Known(
                row.getString("order_id"),
                row.getInteger("line_no"),
                row.getUUID("paid_event"),
                row.getString("listing_id"),
                row.getString("title"),
                row.getString("sku"),
                row.getString("buyer_ref"),
                row.getInteger("quantity"),
                row.getLong("amount"),
                row.getString("currency"),
                instant(row, "paid_at"),
                row.getUUID("cancelled_event"),
                instant(row, "cancelled_at"),
                row.getString("case_id"),
                refundId == null
                        ? null
                        : new Refund(
                                refundId,
                                row.getString("state"),
                                row.getLong("refund_amount"),
                                row.getString("refund_currency"),
                                instant(row, "refund_at")));
    }
}
