package org.importsafety.dashboard.reconciliation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.importsafety.dashboard.Columns;
import org.importsafety.events.RefundEvent.RefundsReconciled;
import org.importsafety.messaging.Received;

/** The table reconciliation: what the last comparison of cases, orders and the provider's statement found. */
@ApplicationScoped
public class Reconciliations {
    private static final String KEEP = """
            insert into reconciliation as known (service, version, at, cases, found)
            select * from unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::bigint[], $5::bigint[])
            on conflict (service) do update
            set version = excluded.version, at = excluded.at, cases = excluded.cases, found = excluded.found
            where known.version < excluded.version
            """;
    private static final String LAST = """
            select min(at) as at, sum(cases)::bigint as cases, sum(found)::bigint as found from reconciliation
            having count(*) > 0
            """;

    private final Pool pool;

    Reconciliations(Pool pool) {
        this.pool = pool;
    }

    /**
     * How the books stand.
     *
     * @param at as of when they were compared
     * @param cases how many refund cases there were
     * @param differences the number that must be 0
     */
    public record Compared(Instant at, long cases, long differences) {}

    public Uni<Void> add(SqlConnection connection, List<Received<?>> events) {
        Map<String, Received<?>> latest = new TreeMap<>();
        for (Received<?> received : events) {
            if (received.event() instanceof RefundsReconciled it) {
                latest.merge(it.service(), received, (one, other) -> one.version() < other.version() ? other : one);
            }
        }
        if (latest.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var columns = new Columns<>(List.copyOf(latest.values()))
                .text(received -> of(received).service())
                .large(Received::version)
                .time(received -> of(received).at())
                .large(received -> of(received).cases())
                .large(received -> of(received).found());
        return connection.preparedQuery(KEEP).execute(columns.arrays()).replaceWithVoid();
    }

    /** @return null when nothing was compared yet */
    public Uni<Compared> last() {
        return pool.query(LAST).execute().map(rows -> rows.stream()
                .map(row -> new Compared(Columns.instant(row, "at"), row.getLong("cases"), row.getLong("found")))
                .findFirst()
                .orElse(null));
    }

    private static RefundsReconciled of(Received<?> received) {
        return (RefundsReconciled) received.event();
    }
}
