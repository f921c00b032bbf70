package org.importsafety.enforcement.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.importsafety.events.EnforcementEvent.SaleBlocked;

/** The table block as probes see it: what is due, and what became of it. */
@ApplicationScoped
class WatchedBlocks {
    private static final String CLAIM = """
            with due as materialized (
                select block_id from block
                where next_probe_at <= $1 and (probe_lease_until is null or probe_lease_until < now())
                order by next_probe_at, block_id limit $2 for update skip locked)
            update block b set probe_lease_until = now() + $3::bigint * interval '1 ms'
            from due where b.block_id = due.block_id
            returning b.block_id, b.listing_id, b.next_probe_at
            """;
    private static final String LOCK = """
            select block_id, status, verified_at, next_probe_at, probe_tries, statement from block
            where block_id = $1 for no key update
            """;
    private static final String VERIFIED = """
            update block set status = 'VERIFIED', verified_at = coalesce(verified_at, $2), next_probe_at = $3,
                             probe_lease_until = null, probe_tries = 0
            where block_id = $1
            """;
    private static final String BREACHED = """
            update block set status = 'BREACHED', breached_at = $2, statement = $3, respond_by = $4,
                             confirmed_at = null, verified_at = null, next_probe_at = null, probe_lease_until = null, probe_tries = 0
            where block_id = $1
            """;
    private static final String TRY_AGAIN = """
            update block set probe_tries = probe_tries + 1, probe_lease_until = now() + $2::bigint * interval '1 ms'
            where block_id = $1
            """;

    private final ObjectMapper json;

    WatchedBlocks(ObjectMapper json) {
        this.json = json;
    }

    /** @param due the probe's name: a later one of the same block is another */
    record Due(UUID blockId, String listingId, Instant due) {}

    /** Nobody else takes them until the lease is over. @param now programme time */
    Uni<List<Due>> claim(SqlConnection connection, Instant now, int limit, Duration lease) {
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), limit, lease.toMillis()))
                .map(rows -> {
                    List<Due> claimed = new ArrayList<>(rows.size());
                    rows.forEach(row -> claimed.add(new Due(
                            row.getUUID(0),
                            row.getString(1),
                            row.getOffsetDateTime(2).toInstant())));
                    return claimed;
                });
    }

    Uni<WatchedBlock> lock(SqlConnection connection, UUID blockId) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(blockId))
                .map(rows -> watched(rows.iterator().next()));
    }

    /** @param next when it is looked at again; null for never */
    Uni<Void> verified(SqlConnection connection, UUID blockId, Instant at, Instant next) {
        return connection
                .preparedQuery(VERIFIED)
                .execute(Tuple.of(
                        blockId, at.atOffset(ZoneOffset.UTC), next == null ? null : next.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** @param again how the platform is asked now */
    Uni<Void> breached(SqlConnection connection, UUID blockId, Instant at, SaleBlocked again) {
        return connection
                .preparedQuery(BREACHED)
                .execute(Tuple.of(
                        blockId,
                        at.atOffset(ZoneOffset.UTC),
                        write(again),
                        again.respondBy().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    Uni<Void> tryAgain(SqlConnection connection, UUID blockId, Duration pause) {
        return connection
                .preparedQuery(TRY_AGAIN)
                .execute(Tuple.of(blockId, pause.toMillis()))
                .replaceWithVoid();
    }

    private WatchedBlock watched(Row row) {
        return new WatchedBlock(
                row.getUUID(0),
                row.getString(1),
                instant(row.getOffsetDateTime(2)),
                instant(row.getOffsetDateTime(3)),
                row.getInteger(4),
                read(row.getString(5)));
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private SaleBlocked read(String statement) {
        try {
            return json.readValue(statement, SaleBlocked.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A statement cannot be read: " + statement, e);
        }
    }

    private String write(SaleBlocked request) {
        try {
            return json.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No JSON for " + request, e);
        }
    }
}
