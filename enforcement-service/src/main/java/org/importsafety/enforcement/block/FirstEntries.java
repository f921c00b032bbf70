package org.importsafety.enforcement.block;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.importsafety.enforcement.block.ListGuard.Entry;

/**
 * The usual record of the block list: the first of its listing, so there is nothing that it could be older than. One
 * statement, since each block causes such a record while others are being asked for.
 */
@ApplicationScoped
class FirstEntries {
    private static final String PUT = """
            insert into block_list_entry (listing_id, version, block_id, attempt, removed, last_offset)
            values ($1, $2, $3, $4, $5, $6)
            on conflict do nothing
            """;

    private final Pool pool;

    FirstEntries(Pool pool) {
        this.pool = pool;
    }

    /** @return false when something is known of the listing's records already */
    Uni<Boolean> put(String listingId, Entry entry) {
        return pool.preparedQuery(PUT)
                .execute(Tuple.of(
                        listingId, entry.version(), entry.blockId(), entry.attempt(), entry.removed(), entry.offset()))
                .map(rows -> rows.rowCount() == 1);
    }
}
