package org.importsafety.dashboard.intake;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** The table intake: how much came in. */
@ApplicationScoped
public class Intake {
    private static final String ADD = """
            insert into intake as known (what, count)
            select what, count from (values ('LISTINGS', $1::bigint), ('ORDER_LINES', $2::bigint), ('PARKED', $3::bigint))
                as told (what, count)
            where count > 0 order by what
            on conflict (what) do update set count = known.count + excluded.count
            """;

    private final Pool pool;

    Intake(Pool pool) {
        this.pool = pool;
    }

    /** @param parked records that services put aside */
    public record Counts(long listings, long orderLines, long parked) {}

    /** Writes rows that every other batch writes too: to be called last in its transaction. */
    Uni<Void> add(SqlConnection connection, Counts counts) {
        return connection
                .preparedQuery(ADD)
                .execute(Tuple.of(counts.listings, counts.orderLines, counts.parked))
                .replaceWithVoid();
    }

    public Uni<Counts> counts() {
        return pool.query("select what, count from intake").execute().map(rows -> {
            Map<String, Long> counts = new HashMap<>();
            rows.forEach(row -> counts.put(row.getString("what"), row.getLong("count")));
            return new Counts(
                    counts.getOrDefault("LISTINGS", 0L),
                    counts.getOrDefault("ORDER_LINES", 0L),
                    counts.getOrDefault("PARKED", 0L));
        });
    }
}
