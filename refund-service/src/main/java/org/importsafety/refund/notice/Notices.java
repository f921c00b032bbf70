package org.importsafety.refund.notice;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.importsafety.events.Money;
import org.importsafety.refund.notice.BuyerNotice.Report;
import org.importsafety.refund.notice.BuyerNotice.State;
import org.importsafety.refund.notice.Recall.Bought;

/** The tables buyer_notice and buyer_language: who was told what of which case, and whether it arrived. */
@ApplicationScoped
class Notices {
    /**
     * The last look at what a buyer has: one whose lines were all cancelled is not told, and is noted again by a new line.
     * What is paid back for a line is paid by one case only, perhaps by another one than this. Where others paid back in
     * another currency, nobody knows yet how much is left, and none is promised.
     */
    private static final String REQUEST = """
            with due as materialized (
                select notice_id, buyer_ref from buyer_notice where case_id = $1 and state = 'DUE'
                order by buyer_ref limit $2 for update),
            bought as materialized (
                select d.notice_id, l.order_id, r.currency, r.amount
                from due d
                join noticed_line l on l.case_id = $1 and l.buyer_ref = d.buyer_ref
                left join refund r on r.order_id = l.order_id and r.line_no = l.line_no
                    and r.state not in ('STOPPED', 'SKIPPED')
                    and not exists (select from refunded_elsewhere e
                                    where e.order_id = r.order_id and e.line_no = r.line_no and e.currency <> r.currency)
                where not exists (select from cancellation x where x.order_id = l.order_id and x.line_no = l.line_no)),
            orders as (
                select notice_id, array_agg(distinct order_id order by order_id) as orders from bought group by notice_id),
            sums as (
                select notice_id, array_agg(currency order by currency) as currencies,
                       array_agg(amount order by currency) as amounts
                from (select notice_id, currency, sum(amount)::bigint as amount from bought
                      where currency is not null group by notice_id, currency) s
                group by notice_id),
            nobody as (
                delete from buyer_notice n using due d
                where n.notice_id = d.notice_id and not exists (select from orders o where o.notice_id = d.notice_id))
            update buyer_notice n
            set state = 'REQUESTED', language = coalesce(g.language, $3), requested_at = $4
            from due d
            join orders o using (notice_id)
            left join sums s using (notice_id)
            left join buyer_language g using (buyer_ref)
            where n.notice_id = d.notice_id
            returning n.notice_id, n.buyer_ref, n.language, o.orders, s.currencies, s.amounts
            """;

    /** Of a buyer's orders the last one says it. */
    private static final String SPEAK = """
            insert into buyer_language as known (buyer_ref, language, paid_at)
            select distinct on (buyer_ref) * from unnest($1::text[], $2::text[], $3::timestamptz[])
                as told (buyer_ref, language, paid_at)
            order by buyer_ref, paid_at desc, language
            on conflict (buyer_ref) do update set language = excluded.language, paid_at = excluded.paid_at
            where known.paid_at < excluded.paid_at
            """;

    private static final String LOCK = """
            select n.*, r.listing_id from buyer_notice n join recall r using (case_id)
            where notice_id = any($1::uuid[]) order by notice_id for update of n
            """;
    private static final String REPORT = """
            update buyer_notice n set state = t.state, channel = t.channel, reported_at = t.reported_at
            from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[]) as t (notice_id, state, channel, reported_at)
            where n.notice_id = t.notice_id
            """;
    private static final String COUNT =
            "select state, count(*) from buyer_notice where case_id = $1 group by state order by state";
    private static final String LIST = """
            select n.*, r.listing_id from buyer_notice n join recall r using (case_id)
            where case_id = $1 and ($2::text is null or state = $2) and buyer_ref > $3
            order by buyer_ref limit $4
            """;
    private static final String IS_CASE = "select from refund_case where case_id = $1";

    private final Pool pool;

    Notices(Pool pool) {
        this.pool = pool;
    }

    /** A buyer to be told now. */
    record Addressed(UUID noticeId, String buyerRef, Language language, Bought bought) {}

    /** A notice as it is shown. @param language null, and so the following, until it is asked for */
    record Shown(
            UUID noticeId,
            String buyerRef,
            State state,
            String language,
            String channel,
            Instant requestedAt,
            Instant reportedAt) {}

    /** @return those to be told of the case, now requested; fewer than the limit when no other is due */
    Uni<List<Addressed>> request(SqlConnection connection, String caseId, int limit, Instant now) {
        return connection
                .preparedQuery(REQUEST)
                .execute(Tuple.of(caseId, limit, Language.KO.code(), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> list(rows, Notices::addressed));
    }

    /** @param columns buyers, languages and the instants of payment, a row each */
    Uni<Void> speak(SqlConnection connection, Tuple columns) {
        return connection.preparedQuery(SPEAK).execute(columns).replaceWithVoid();
    }

    Uni<List<BuyerNotice>> lock(SqlConnection connection, Collection<UUID> noticeIds) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.tuple().addArrayOfUUID(noticeIds.toArray(UUID[]::new)))
                .map(rows -> list(
                        rows,
                        row -> new BuyerNotice(
                                row.getUUID("notice_id"),
                                row.getString("case_id"),
                                row.getString("listing_id"),
                                row.getString("buyer_ref"),
                                State.valueOf(row.getString("state")),
                                instant(row, "reported_at"))));
    }

    /** @param reports one for each notice */
    Uni<Void> report(SqlConnection connection, Collection<Report> reports) {
        if (reports.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = Tuple.tuple()
                .addArrayOfUUID(reports.stream().map(Report::noticeId).toArray(UUID[]::new))
                .addArrayOfString(
                        reports.stream().map(report -> report.state().name()).toArray(String[]::new))
                .addArrayOfString(reports.stream().map(Report::channel).toArray(String[]::new))
                .addArrayOfOffsetDateTime(reports.stream()
                        .map(report -> report.reportedAt().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new));
        return connection.preparedQuery(REPORT).execute(columns).replaceWithVoid();
    }

    /** @return null when there is no such case */
    Uni<Reach> reach(String caseId) {
        return pool.preparedQuery(IS_CASE)
                .execute(Tuple.of(caseId))
                .chain(found -> found.size() == 0
                        ? Uni.createFrom().nullItem()
                        : pool.preparedQuery(COUNT).execute(Tuple.of(caseId)).map(rows -> {
                            Map<State, Long> counts = new EnumMap<>(State.class);
                            rows.forEach(row -> counts.put(State.valueOf(row.getString(0)), row.getLong(1)));
                            return Reach.of(counts);
                        }));
    }

    /** @param state null: all; @param after a buyer, exclusive */
    Uni<List<Shown>> list(String caseId, State state, String after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(caseId, state == null ? null : state.name(), after, limit))
                .map(rows -> list(
                        rows,
                        row -> new Shown(
                                row.getUUID("notice_id"),
                                row.getString("buyer_ref"),
                                State.valueOf(row.getString("state")),
                                row.getString("language"),
                                row.getString("channel"),
                                instant(row, "requested_at"),
                                instant(row, "reported_at"))));
    }

    private static Addressed addressed(Row row) {
        List<Money> amounts = new ArrayList<>();
        String[] currencies = row.getArrayOfStrings("currencies");
        for (int i = 0; currencies != null && i < currencies.length; i++) {
            amounts.add(new Money(currencies[i], row.getArrayOfLongs("amounts")[i]));
        }
        return new Addressed(
                row.getUUID("notice_id"),
                row.getString("buyer_ref"),
                Language.of(row.getString("language")),
                new Bought(List.of(row.getArrayOfStrings("orders")), amounts));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> item) {
        return StreamSupport.stream(rows.spliterator(), false).map(item).toList();
    }
}
