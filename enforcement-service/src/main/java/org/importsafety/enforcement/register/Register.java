package org.importsafety.enforcement.register;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.Nonconformity;

/** The public look-up of blocks, open and released: one indexed read, beside the aggregates and never in their way. */
@ApplicationScoped
class Register {
    /** An unknown key is null, which equals nothing. */
    private static final String LOOK_UP = """
            select block_id, listing_id, case_id, blocked_at, status, statement, released_at from block
            where block_id in (
                select block_id from block where listing_id = $1
                union all
                select block_id from block_key where kind = 'GTIN' and value = $2
                union all
                select block_id from block_key where kind = 'MODEL' and value = $3
                union all
                select block_id from block_key where kind = 'CERTIFICATE' and value = $4)
            order by released_at is not null, case_id limit 100
            """;

    private final Pool pool;
    private final ObjectMapper json;

    Register(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /**
     * @param status REQUESTED, INCOMPLETE or BREACHED: asked for is not yet done; CONFIRMED: the platform says that it
     *     is; VERIFIED: nobody could buy; or RELEASED: the block has ended
     * @param releasedAt when it ended; absent while it is open
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            String blockId,
            String listingId,
            String caseId,
            Instant since,
            String status,
            List<Nonconformity> nonconformities,
            Instant releasedAt) {}

    /** The blocks, open ones first, that any of the keys points to, in normal form; one that is not known is null. */
    Uni<List<Entry>> lookUp(String listingId, String gtin, String model, String certificateNo) {
        return pool.preparedQuery(LOOK_UP)
                .execute(Tuple.of(listingId, gtin, model, certificateNo))
                .map(rows -> {
                    List<Entry> entries = new ArrayList<>(rows.size());
                    rows.forEach(row -> entries.add(entry(row)));
                    return entries;
                });
    }

    private Entry entry(Row row) {
        try {
            return new Entry(
                    row.getUUID(0).toString(),
                    row.getString(1),
                    row.getString(2),
                    row.getOffsetDateTime(3).toInstant(),
                    row.getString(4),
                    json.readValue(row.getString(5), SaleBlocked.class).nonconformities(),
                    row.getOffsetDateTime(6) == null
                            ? null
                            : row.getOffsetDateTime(6).toInstant());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The statement of block " + row.getUUID(0) + " cannot be read", e);
        }
    }
}
