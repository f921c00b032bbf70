package org.importsafety.dashboard.cases;

import static org.importsafety.dashboard.Columns.instant;
import static org.importsafety.dashboard.Columns.time;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.importsafety.events.ResultEvent;
import org.importsafety.events.TestingEvent.TestOrderRefused;
import org.importsafety.events.TestingEvent.TestOrdered;
import org.importsafety.events.TestingEvent.TestReassigned;
import org.importsafety.events.TestingEvent.TestUnroutable;
import org.importsafety.messaging.Received;

/** The table test_order: which laboratory was asked when, and when it reported. A retest is an order of its own. */
@ApplicationScoped
public class TestOrders {
    private static final String UPSERT = """
            insert into test_order as known
                (test_order_id, case_id, lab, ordered_at, reported_at, verdict, version, ended)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (test_order_id) do update set
                ordered_at = least(known.ordered_at, excluded.ordered_at),
                reported_at = least(known.reported_at, excluded.reported_at),
                verdict = case when known.version is null or excluded.version > known.version
                               then excluded.verdict else known.verdict end,
                version = greatest(known.version, excluded.version),
                ended = known.ended or excluded.ended
            """;
    /** What is told of an order that was given up does not name its laboratory; the order was told before. */
    private static final String GIVE_UP = "update test_order set ended = true where test_order_id = $1";

    private static final String LABS = """
            select t.lab,
                   count(*) filter (where t.reported_at is null and not t.ended) as open,
                   count(t.reported_at) as reported,
                   count(*) filter (where t.verdict = 'FAILED') as failed,
                   round(extract(epoch from percentile_cont(0.5) within group (order by t.reported_at - t.ordered_at))
                         / 3600, 1) as median_hours,
                   min(t.ordered_at) filter (where t.reported_at is null and not t.ended) as oldest_open
            from test_order t join safety_case c using (case_id)
            where c.month = $1
            group by t.lab order by t.lab
            """;

    private final Pool pool;

    TestOrders(Pool pool) {
        this.pool = pool;
    }

    /** A laboratory's month. @param medianHours from order to first report; null before there is one */
    public record Lab(String lab, long open, long reported, long failed, BigDecimal medianHours, Instant oldestOpen) {}

    public Uni<Void> add(SqlConnection connection, List<Received<?>> events) {
        List<Tuple> rows = new ArrayList<>();
        List<Tuple> givenUp = new ArrayList<>();
        for (Received<?> received : events) {
            Instant at = received.occurredAt();
            if (received.event() instanceof TestOrdered it) {
                rows.add(row(it.testOrderId(), it.caseId(), it.lab(), at, null, null, null, false));
            } else if (received.event() instanceof TestOrderRefused it) {
                rows.add(row(it.testOrderId(), it.caseId(), it.lab(), null, null, null, null, true));
            } else if (received.event() instanceof TestReassigned it) {
                rows.add(row(it.testOrderId(), it.caseId(), it.fromLab(), null, null, null, null, true));
            } else if (received.event() instanceof TestUnroutable it && it.testOrderId() != null) {
                givenUp.add(Tuple.of(it.testOrderId()));
            } else if (received.event() instanceof ResultEvent it) {
                rows.add(row(
                        it.testOrderId(),
                        it.caseId(),
                        it.lab(),
                        null,
                        at,
                        CaseFacts.verdict(it).name(),
                        received.version(),
                        false));
            }
        }
        rows.sort(Comparator.comparing(row -> row.getString(0)));
        return batch(connection, UPSERT, rows).chain(() -> batch(connection, GIVE_UP, givenUp));
    }

    private static Uni<Void> batch(SqlConnection connection, String sql, List<Tuple> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(sql).executeBatch(rows).replaceWithVoid();
    }

    /** By code: the laboratories that were asked in a month. */
    public Uni<List<Lab>> labs(String month) {
        return pool.preparedQuery(LABS)
                .execute(Tuple.of(month))
                .map(rows -> rows.stream().map(TestOrders::lab).toList());
    }

    private static Tuple row(
            String id,
            String caseId,
            String lab,
            Instant ordered,
            Instant reported,
            String verdict,
            Long version,
            boolean ended) {
        return Tuple.from(new Object[] {id, caseId, lab, time(ordered), time(reported), verdict, version, ended});
    }

    private static Lab lab(Row row) {
        return new Lab(
                row.getString("lab"),
                row.getLong("open"),
                row.getLong("reported"),
                row.getLong("failed"),
                row.getBigDecimal("median_hours"),
                instant(row, "oldest_open"));
    }
}
