package org.importsafety.refund.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.importsafety.events.RefundEvent.Difference;
import org.importsafety.events.RefundEvent.RefundsReconciled;
import org.importsafety.refund.reconciliation.StatementApi.Entry;

/** The tables provider_statement and reconciliation, and the one query that compares all three books. */
@ApplicationScoped
class Books {
    /**
     * Three books: what we settled against what the provider paid; what a line got back, by us and by others, against what
     * was paid for it; and the lines of completed cases against the refunds that there are. Only what was settled before
     * the statement was read is looked for in it. A payment whose answer is still to come is no difference: it is asked for.
     * What a person paid otherwise counts as settled, and is not to be in the statement; money that came back is there with
     * a minus. What others paid back in another currency is named where no person has looked at it.
     */
    private static final String COMPARE = """
            with paid_by_provider as (
                select refund_request_id, currency, count(*) filter (where amount > 0) as entries,
                       sum(amount)::bigint as amount
                from provider_statement group by refund_request_id, currency),
            paid_elsewhere as (
                select order_id, line_no, currency, sum(amount)::bigint as amount
                from refunded_elsewhere group by order_id, line_no, currency),
            difference as (
                select case when s.entries > 1 or r.otherwise > 0 then 'PAID_TWICE'
                            when coalesce(s.amount, 0) = 0 then 'MISSING_AT_PROVIDER' else 'OTHER_AMOUNT' end as kind,
                       r.refund_id::text as refund_id, r.amount as expected, r.otherwise + coalesce(s.amount, 0) as actual,
                       r.currency
                from (select *, case when manual_way is null or manual_way = 'PROVIDER' then 0 else amount end as otherwise
                      from refund where state = 'SETTLED' and final_at < $1) r
                left join paid_by_provider s on s.refund_request_id = r.refund_id::text and s.currency = r.currency
                where r.otherwise + coalesce(s.amount, 0) <> r.amount or r.otherwise = 0 and s.entries > 1
                union all
                select 'UNKNOWN_TO_US', s.refund_request_id, 0, s.amount, s.currency
                from paid_by_provider s
                left join refund r on r.refund_id::text = s.refund_request_id and r.currency = s.currency
                    and r.state in ('SETTLED', 'REQUESTED')
                where r.refund_id is null and s.amount <> 0
                union all
                select 'OVERPAID', r.refund_id::text, r.paid, r.amount + e.amount, r.currency
                from paid_elsewhere e
                join refund r using (order_id, line_no, currency)
                where r.state = 'SETTLED' and r.amount + e.amount > r.paid
                union all
                select 'OTHER_CURRENCY', r.refund_id::text, 0, e.amount, e.currency
                from paid_elsewhere e
                join refund r using (order_id, line_no)
                where r.state = 'SETTLED' and r.manual_way is null and e.currency <> r.currency
                union all
                select 'NOT_PLANNED', name_uuid(c.case_id || '|' || p.order_id || '|' || p.line_no)::text,
                       p.amount - coalesce(e.amount, 0), 0, p.currency
                from refund_case c
                join purchase p on p.listing_id = c.listing_id and p.paid_at >= c.refund_from
                left join paid_elsewhere e using (order_id, line_no, currency)
                where c.state = 'COMPLETED' and not c.released and p.amount > coalesce(e.amount, 0)
                  and not exists (select from cancellation x where x.order_id = p.order_id and x.line_no = p.line_no)
                  and not exists (select from refund r where r.order_id = p.order_id and r.line_no = p.line_no
                                    and r.state <> 'STOPPED'))
            select kind, refund_id, expected, actual, currency, count(*) over () as found
            from difference order by kind, refund_id, currency limit 100
            """;

    private static final String ADD = """
            insert into provider_statement
            select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[])
            on conflict do nothing
            """;
    private static final String KEEP = """
            insert into reconciliation (at, cases, found, differences, statement) values ($1, $2, $3, $4, $5)
            """;
    private static final String LAST = "select * from reconciliation order by at desc limit 1";
    private static final String ALONE = "select pg_try_advisory_xact_lock($1)";
    private static final long LOCK = 0x5245434F_4E43L;
    private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {};

    private final Pool pool;
    private final ObjectMapper json;

    Books(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** A comparison as it was kept. @param statement the last entry of the statement that was known; null for none */
    record Compared(Instant at, long cases, long found, List<Difference> differences, String statement) {}

    /** @return null when nothing was compared yet */
    Uni<Compared> last() {
        return pool.query(LAST)
                .execute()
                .map(rows ->
                        rows.iterator().hasNext() ? compared(rows.iterator().next()) : null);
    }

    /** Until the commit nobody else compares. @return false when another instance is at it */
    Uni<Boolean> alone(SqlConnection connection) {
        return connection.preparedQuery(ALONE).execute(Tuple.of(LOCK)).map(rows -> rows.iterator()
                .next()
                .getBoolean(0));
    }

    Uni<Void> add(List<Entry> entries) {
        Tuple columns = Tuple.tuple()
                .addArrayOfString(entries.stream().map(Entry::entryId).toArray(String[]::new))
                .addArrayOfString(entries.stream().map(Entry::refundRequestId).toArray(String[]::new))
                .addArrayOfLong(entries.stream().map(Entry::amount).toArray(Long[]::new))
                .addArrayOfString(entries.stream().map(Entry::currency).toArray(String[]::new));
        return pool.preparedQuery(ADD).execute(columns).replaceWithVoid();
    }

    Uni<RefundsReconciled> compare(SqlConnection connection, String service, Instant at) {
        return connection
                .query("select count(*) from refund_case")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .chain(cases -> connection
                        .preparedQuery(COMPARE)
                        .execute(Tuple.of(at.atOffset(ZoneOffset.UTC)))
                        .map(rows -> {
                            long found = rows.size() == 0
                                    ? 0
                                    : rows.iterator().next().getLong("found");
                            List<Difference> differences = StreamSupport.stream(rows.spliterator(), false)
                                    .map(Books::difference)
                                    .toList();
                            return new RefundsReconciled(service, at, cases, found, differences);
                        }));
    }

    Uni<Void> keep(SqlConnection connection, RefundsReconciled it, String statement) {
        return connection
                .preparedQuery(KEEP)
                .execute(Tuple.of(
                        it.at().atOffset(ZoneOffset.UTC), it.cases(), it.found(), text(it.differences()), statement))
                .replaceWithVoid();
    }

    private static Difference difference(Row row) {
        return new Difference(
                row.getString("kind"),
                row.getString("refund_id"),
                row.getLong("expected"),
                row.getLong("actual"),
                row.getString("currency"));
    }

    private Compared compared(Row row) {
        try {
            return new Compared(
                    row.getOffsetDateTime("at").toInstant(),
                    row.getLong("cases"),
                    row.getLong("found"),
                    json.readValue(row.getString("differences"), DIFFERENCES),
                    row.getString("statement"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The differences of a reconciliation cannot be read", e);
        }
    }

    private String text(List<Difference> differences) {
        try {
            return json.writeValueAsString(differences);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
