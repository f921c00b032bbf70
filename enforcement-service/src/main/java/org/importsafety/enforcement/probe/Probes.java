package org.importsafety.enforcement.probe;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.importsafety.enforcement.probe.WatchedBlocks.Due;

/** The table probe; and with sold_after_block all that was found out about a block beside the platform's word. */
@ApplicationScoped
class Probes {
    private static final String KEEP = """
            insert into probe (block_id, due_at, at, result, hole, tries, evidence) values ($1, $2, $3, $4, $5, 1, $6)
            on conflict (block_id, due_at) do update
            set at = excluded.at, result = excluded.result, hole = excluded.hole, tries = probe.tries + 1,
                evidence = excluded.evidence
            """;
    private static final String KNOWN = "select exists (select from block where block_id = $1)";
    private static final String LIST = """
            select * from (
                select due_at, at, result, hole as probe, tries, evidence,
                       to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US ') || extract(epoch from due_at) as key
                from probe where block_id = $1
                union all
                select null, at, 'HOLE', 'ORDER', 1, 'order ' || order_id || ' line ' || line_no,
                       to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US ') || order_id || '/' || line_no
                from sold_after_block where block_id = $1) found
            where key > $2 order by key limit $3
            """;

    private final Pool pool;

    Probes(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param dueAt absent for an order line
     * @param result HOLDS, HOLE, or UNCLEAR: nothing is proved, it is tried again
     * @param probe where the hole is; absent when there is none
     * @param key what a list is sorted by
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Run(
            Instant dueAt,
            Instant at,
            String result,
            String probe,
            int tries,
            String evidence,
            @JsonIgnore String key) {}

    /** The last try of a run counts. */
    Uni<Void> keep(SqlConnection connection, Due due, Probe probe, Instant at) {
        return connection
                .preparedQuery(KEEP)
                .execute(Tuple.from(new Object[] {
                    due.blockId(),
                    due.due().atOffset(ZoneOffset.UTC),
                    at.atOffset(ZoneOffset.UTC),
                    probe.outcome().name(),
                    probe.hole().map(Step::name).orElse(null),
                    probe.evidence()
                }))
                .replaceWithVoid();
    }

    /** Oldest first. @param after a run's key @return null when there is no such block */
    Uni<List<Run>> list(UUID blockId, String after, int limit) {
        return pool.preparedQuery(KNOWN)
                .execute(Tuple.of(blockId))
                .chain(known -> known.iterator().next().getBoolean(0)
                        ? pool.preparedQuery(LIST)
                                .execute(Tuple.of(blockId, after, limit))
                                .map(rows -> {
                                    List<Run> runs = new ArrayList<>(rows.size());
                                    rows.forEach(row -> runs.add(run(row)));
                                    return runs;
                                })
                        : Uni.createFrom().nullItem());
    }

    private static Run run(Row row) {
        OffsetDateTime due = row.getOffsetDateTime("due_at");
        return new Run(
                due == null ? null : due.toInstant(),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("result"),
                row.getString("probe"),
                row.getInteger("tries"),
                row.getString("evidence"),
                row.getString("key"));
    }
}
