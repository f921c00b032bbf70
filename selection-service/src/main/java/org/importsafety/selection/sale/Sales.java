package org.importsafety.selection.sale;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Received;
import org.importsafety.selection.sale.SalesBatch.Identity;
import org.importsafety.selection.sale.SalesBatch.Told;

/** The order lines, as they were told first, and their cancellations. */
@ApplicationScoped
class Sales {
    /**
     * Holds the campaigns of these months and of these cancelled lines, so that none of them closes before this batch is
     * in: a line is either counted or late. $1 months, $2 and $3 order ids and line numbers.
     */
    private static final String HOLD_CAMPAIGNS = """
            select month, state from campaign
            where month = any($1)
               or month in (select l.month from unnest($2::text[], $3::int[]) as k(order_id, line_no)
                            join order_line l using (order_id, line_no))
            order by month for share
            """;

    /** Returns the places in the arrays of the lines that were there already. */
    private static final String INSERT_LINES = """
            with told as (
                select * from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::int[], $7::bigint[],
                                     $8::text[], $9::timestamptz[], $10::text[]) with ordinality
                    as t(order_id, line_no, listing_id, sku, buyer_ref, quantity, amount, currency, paid_at, month, place)
            ), stored as (
                insert into order_line (order_id, line_no, listing_id, sku, buyer_ref, quantity, amount, currency,
                                        paid_at, month, late)
                select order_id, line_no, listing_id, sku, buyer_ref, quantity, amount, currency, paid_at, month,
                       month = any($11)
                from told order by order_id, line_no
                on conflict do nothing
                returning order_id, line_no
            )
            select place::int from told t
            where not exists (select from stored s where s.order_id = t.order_id and s.line_no = t.line_no)
            """;

    /** Told again: an equal repeat is counted on the line, a differing one is kept beside it. */
    private static final String NOTE_AGAIN = """
            with told as (
                select * from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::int[], $7::bigint[],
                                     $8::text[], $9::timestamptz[], $10::uuid[])
                    as t(order_id, line_no, listing_id, sku, buyer_ref, quantity, amount, currency, paid_at, event_id)
            ), judged as (
                select t.*, l.month, (l.listing_id, l.sku, l.buyer_ref, l.quantity, l.amount, l.currency, l.paid_at)
                    = (t.listing_id, t.sku, t.buyer_ref, t.quantity, t.amount, t.currency, t.paid_at) as equal
                from told t join order_line l using (order_id, line_no)
            ), repeated as (
                update order_line l set repeats = l.repeats + r.times
                from (select order_id, line_no, count(*) as times from judged where equal group by order_id, line_no) r
                where l.order_id = r.order_id and l.line_no = r.line_no
            )
            insert into order_line_conflict (order_id, line_no, event_id, month, told)
            select order_id, line_no, event_id, month,
                   concat_ws(' ', listing_id, sku, buyer_ref, quantity, amount, currency, paid_at)
            from judged where not equal
            order by order_id, line_no, event_id
            on conflict do nothing
            """;

    /** $4 the closed months: a cancellation of a line that was counted there is late. */
    private static final String INSERT_CANCELLATIONS = """
            insert into order_cancellation (order_id, line_no, cancelled_at, late)
            select c.order_id, c.line_no, c.cancelled_at, coalesce(l.month = any($4) and not l.late, false)
            from unnest($1::text[], $2::int[], $3::timestamptz[]) as c(order_id, line_no, cancelled_at)
            left join order_line l using (order_id, line_no)
            order by c.order_id, c.line_no
            on conflict do nothing
            """;

    /** Takes in a batch; the second time it changes nothing but the count of repeats. */
    Uni<Void> takeIn(SqlConnection connection, Outbox outbox, List<Received<?>> events) {
        SalesBatch batch = new SalesBatch();
        events.forEach(received -> batch.add(received.eventId(), received.event()));
        return holdCampaigns(connection, batch).flatMap(closed -> insertLines(connection, batch, closed)
                .chain(again -> noteAgain(connection, again))
                .chain(() -> insertCancellations(connection, batch, closed)));
    }

    /** @return the closed months */
    private static Uni<Set<String>> holdCampaigns(SqlConnection connection, SalesBatch batch) {
        return connection
                .preparedQuery(HOLD_CAMPAIGNS)
                .execute(Tuple.of(batch.months().toArray(String[]::new), orderIds(batch), lineNos(batch)))
                .map(rows -> {
                    Set<String> closed = new HashSet<>();
                    rows.forEach(row -> {
                        if ("CLOSED".equals(row.getString("state"))) {
                            closed.add(row.getString("month"));
                        }
                    });
                    return closed;
                });
    }

    /** @return the lines of the batch that were told before */
    private static Uni<List<Told>> insertLines(SqlConnection connection, SalesBatch batch, Set<String> closed) {
        List<Told> lines = batch.first();
        List<Told> again = new ArrayList<>(batch.again());
        if (lines.isEmpty()) {
            return Uni.createFrom().item(again);
        }
        return connection
                .preparedQuery(INSERT_LINES)
                .execute(columns(lines)
                        .addValue(lines.stream().map(Told::month).toArray(String[]::new))
                        .addValue(closed.toArray(String[]::new)))
                .map(rows -> {
                    rows.forEach(row -> again.add(lines.get(row.getInteger(0) - 1)));
                    return again;
                });
    }

    private static Uni<Void> noteAgain(SqlConnection connection, List<Told> again) {
        if (again.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(NOTE_AGAIN)
                .execute(columns(again)
                        .addValue(again.stream().map(Told::eventId).toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private static Uni<Void> insertCancellations(SqlConnection connection, SalesBatch batch, Set<String> closed) {
        if (batch.cancelled().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(INSERT_CANCELLATIONS)
                .execute(Tuple.of(
                        orderIds(batch),
                        lineNos(batch),
                        batch.cancelled().values().stream().map(Sales::utc).toArray(OffsetDateTime[]::new),
                        closed.toArray(String[]::new)))
                .replaceWithVoid();
    }

    private static Tuple columns(List<Told> told) {
        return Tuple.tuple()
                .addValue(texts(told, t -> t.line().orderId()))
                .addValue(told.stream().map(t -> t.line().lineNo()).toArray(Integer[]::new))
                .addValue(texts(told, t -> t.line().listingId()))
                .addValue(texts(told, t -> t.line().sku()))
                .addValue(texts(told, t -> t.line().buyerRef()))
                .addValue(told.stream().map(t -> t.line().quantity()).toArray(Integer[]::new))
                .addValue(told.stream().map(t -> t.line().amount()).toArray(Long[]::new))
                .addValue(texts(told, t -> t.line().currency()))
                .addValue(told.stream().map(t -> utc(t.line().paidAt())).toArray(OffsetDateTime[]::new));
    }

    private static String[] texts(List<Told> told, Function<Told, String> field) {
        return told.stream().map(field).toArray(String[]::new);
    }

    private static String[] orderIds(SalesBatch batch) {
        return batch.cancelled().keySet().stream().map(Identity::orderId).toArray(String[]::new);
    }

    private static Integer[] lineNos(SalesBatch batch) {
        return batch.cancelled().keySet().stream().map(Identity::lineNo).toArray(Integer[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
