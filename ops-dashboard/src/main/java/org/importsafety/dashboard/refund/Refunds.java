package org.importsafety.dashboard.refund;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.importsafety.dashboard.Columns;
import org.importsafety.dashboard.refund.Progress.Amounts;
import org.importsafety.messaging.Received;

/**
 * The tables refund, refund_progress and refund_hour. The sums are moved by the difference that each refund's new version
 * makes, in the same statement: they are right whatever the order of the versions, and reading them costs nothing.
 */
@ApplicationScoped
public class Refunds {
    private static final String MOVE = """
            with moved as (
                insert into refund as known (refund_id, case_id, order_id, line_no, state, amount, currency, version, at)
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::text[], $6::bigint[], $7::text[],
                                     $8::bigint[], $9::timestamptz[])
                on conflict (refund_id) do update
                set state = excluded.state, amount = excluded.amount, version = excluded.version, at = excluded.at
                where known.version < excluded.version
                returning new.case_id, new.currency, new.state, new.amount,
                          old.refund_id is null as added, old.state as was, coalesce(old.amount, 0) as was_amount)
            insert into refund_progress as known (
                case_id, currency, requested, settled, failed, requested_amount, settled_amount)
            select case_id, currency,
                   count(*) filter (where added),
                   count(*) filter (where state = 'SETTLED') - count(*) filter (where was = 'SETTLED'),
                   count(*) filter (where state = 'FAILED') - count(*) filter (where was = 'FAILED'),
                   sum(amount - was_amount),
                   coalesce(sum(amount) filter (where state = 'SETTLED'), 0)
                       - coalesce(sum(was_amount) filter (where was = 'SETTLED'), 0)
            from moved group by case_id, currency order by case_id, currency
            on conflict (case_id, currency) do update
            set requested = known.requested + excluded.requested,
                settled = known.settled + excluded.settled,
                failed = known.failed + excluded.failed,
                requested_amount = known.requested_amount + excluded.requested_amount,
                settled_amount = known.settled_amount + excluded.settled_amount
            """;
    private static final String FOLD = """
            insert into refund_hour as known (
                case_id, type, hour, currency, events, amount, first_at, first_event, last_at)
            select case_id, type, date_trunc('hour', at, 'UTC') as hour, currency, count(*), sum(amount), min(at),
                   (array_agg(event_id order by at, event_id))[1], max(at)
            from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::bigint[], $6::uuid[])
                as told (case_id, type, at, currency, amount, event_id)
            group by case_id, type, hour, currency order by case_id, type, hour, currency
            on conflict (case_id, type, hour, currency) do update
            set events = known.events + excluded.events,
                amount = known.amount + excluded.amount,
                first_event = case when (excluded.first_at, excluded.first_event) < (known.first_at, known.first_event)
                                   then excluded.first_event else known.first_event end,
                first_at = least(known.first_at, excluded.first_at),
                last_at = greatest(known.last_at, excluded.last_at)
            """;
    private static final String PROGRESS = """
            select p.* from refund_progress p join safety_case c using (case_id)
            where c.month = $1 or c.case_id = $2 order by p.case_id, p.currency
            """;

    private final Pool pool;

    Refunds(Pool pool) {
        this.pool = pool;
    }

    /** @param events each for the first time: the folds count them */
    public Uni<Void> add(SqlConnection connection, List<Received<?>> events) {
        List<RefundTold> told = events.stream().flatMap(RefundTold::of).toList();
        return told.isEmpty()
                ? Uni.createFrom().voidItem()
                : move(connection, told).chain(() -> fold(connection, told));
    }

    /** Of a month's cases, by case. */
    public Uni<Map<String, Progress>> ofMonth(String month) {
        return progress(month, null);
    }

    public Uni<Progress> ofCase(String caseId) {
        return progress(null, caseId).map(found -> found.getOrDefault(caseId, Progress.NONE));
    }

    private Uni<Map<String, Progress>> progress(String month, String caseId) {
        return pool.preparedQuery(PROGRESS).execute(Tuple.of(month, caseId)).map(rows -> {
            Map<String, Progress> byCase = new HashMap<>();
            rows.forEach(row -> byCase.merge(row.getString("case_id"), progress(row), Progress::plus));
            return byCase;
        });
    }

    private static Uni<Void> move(SqlConnection connection, List<RefundTold> told) {
        Map<UUID, RefundTold> latest = new TreeMap<>();
        told.forEach(refund ->
                latest.merge(refund.refundId(), refund, (one, other) -> one.version() < other.version() ? other : one));
        var columns = new Columns<>(List.copyOf(latest.values()))
                .uuid(RefundTold::refundId)
                .text(RefundTold::caseId)
                .text(RefundTold::orderId)
                .number(RefundTold::lineNo)
                .text(RefundTold::state)
                .large(RefundTold::amount)
                .text(RefundTold::currency)
                .large(RefundTold::version)
                .time(RefundTold::at);
        return connection.preparedQuery(MOVE).execute(columns.arrays()).replaceWithVoid();
    }

    private static Uni<Void> fold(SqlConnection connection, List<RefundTold> told) {
        var columns = new Columns<>(told)
                .text(RefundTold::caseId)
                .text(RefundTold::type)
                .time(RefundTold::at)
                .text(RefundTold::currency)
                .large(RefundTold::amount)
                .uuid(RefundTold::eventId);
        return connection.preparedQuery(FOLD).execute(columns.arrays()).replaceWithVoid();
    }

    private static Progress progress(Row row) {
        return new Progress(
                row.getLong("requested"),
                row.getLong("settled"),
                row.getLong("failed"),
                List.of(new Amounts(
                        row.getString("currency"), row.getLong("requested_amount"), row.getLong("settled_amount"))));
    }
}
