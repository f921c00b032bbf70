package org.importsafety.enforcement.relisting;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.importsafety.events.ListingEvent.ListingPublished;

/**
 * The table listing_key, and what it finds: listings with a key of an open block. Few statements for any number of
 * listings; nothing is blocked here, so no block's row is locked while a batch of listings is taken in.
 *
 * <p>A listing and a block that come at the same moment do not see each other. So a search after a block waits until the
 * batches that were under way have ended, by an advisory lock that batches share; the block itself waits for nobody.
 */
@ApplicationScoped
public class ListingKeys {
    private static final String SHARE = "select pg_advisory_xact_lock_shared(hashtext('relisting'))";
    private static final String WAIT_FOR_BATCHES = "select pg_advisory_xact_lock(hashtext('relisting'))";
    private static final String FORGET = "delete from listing_key where listing_id = any($1)";
    private static final String KEEP = """
            insert into listing_key (listing_id, kind, value, scope)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
            """;

    /** Not again where people have ended a block for the same parent. */
    private static final String FOUND = """
            insert into relisting (listing_id, parent_block_id, caused_by)
            select distinct k.listing_id, b.block_id, l.caused_by
            from unnest($1::text[], $2::uuid[]) l (listing_id, caused_by)
            join listing_key k on k.listing_id = l.listing_id
            join block_key bk on bk.kind = k.kind and bk.value = k.value and bk.scope = k.scope
            join block b on b.block_id = bk.block_id
            """;

    private static final String FOUND_FOR_BLOCK = """
            insert into relisting (listing_id, parent_block_id)
            select distinct k.listing_id, b.block_id
            from block b
            join block_key bk on bk.block_id = b.block_id
            join listing_key k on k.kind = bk.kind and k.value = bk.value and k.scope = bk.scope
            """;

    /** What a person called the same product, and what ended with its block, comes back with it. */
    private static final String ENDED_WITH_BLOCK = """
            insert into relisting (listing_id, parent_block_id, automated)
            select k.listing_id, b.block_id, false
            from block b
            join block k on k.parent_block_id = b.block_id and k.released_at = b.earlier_release_at
                         and not cast(cast(k.statement as jsonb) ->> 'automated' as boolean)
            """;

    private static final String TO_BLOCK = """
            b.released_at is null and b.parent_block_id is null and b.listing_id <> k.listing_id
            and not exists (select from block o where o.listing_id = k.listing_id
                            and (o.released_at is null
                                 or o.parent_block_id = b.block_id and o.released_at >= b.blocked_at
                                 or o.released_at = b.left_parent_at))
            order by 1, 2
            on conflict do nothing
            """;

    private static final String OF_BLOCKS = "where b.block_id = any($1) and " + TO_BLOCK;

    /** A block that came before its listing gets its keys now, once. */
    private static final String KEYS_THAT_BLOCKS_LACK = """
            with lacking as (
                insert into block_key (block_id, kind, value, scope)
                select b.block_id, k.kind, k.value, k.scope
                from block b join listing_key k on k.listing_id = b.listing_id
                where b.listing_id = any($1) and b.released_at is null
                  and not exists (select from block_key known where known.block_id = b.block_id)
                on conflict do nothing
                returning block_id)
            insert into relisting_search (block_id) select distinct block_id from lacking on conflict do nothing
            """;

    private static final String TAKE_SEARCHES = """
            delete from relisting_search where block_id in (
                select block_id from relisting_search order by block_id limit 100 for update skip locked)
            returning block_id
            """;

    /** @param causes the listings that have changed, each with the event that said so */
    public Uni<Void> changed(SqlConnection connection, List<ListingPublished> listings, Map<String, UUID> causes) {
        String[] ids = listings.stream().map(ListingPublished::listingId).toArray(String[]::new);
        UUID[] events = listings.stream()
                .map(listing -> causes.get(listing.listingId()))
                .toArray(UUID[]::new);
        return connection
                .preparedQuery(SHARE)
                .execute()
                .chain(() -> connection.preparedQuery(FORGET).execute(Tuple.of(ids)))
                .chain(() -> connection.preparedQuery(KEEP).execute(rows(listings)))
                .chain(() -> connection.preparedQuery(KEYS_THAT_BLOCKS_LACK).execute(Tuple.of(ids)))
                .chain(() ->
                        connection.preparedQuery(FOUND + "where " + TO_BLOCK).execute(Tuple.of(ids, events)))
                .replaceWithVoid();
    }

    /**
     * Looks for the relistings that are on sale already when their product is blocked. The lock comes first: who holds a row
     * that a batch waits for must not wait for the batch.
     */
    Uni<Void> search(SqlConnection connection) {
        return connection
                .preparedQuery(WAIT_FOR_BATCHES)
                .execute()
                .chain(() -> connection.preparedQuery(TAKE_SEARCHES).execute())
                .chain(rows -> {
                    List<UUID> blocks = new ArrayList<>(rows.size());
                    rows.forEach(row -> blocks.add(row.getUUID(0)));
                    Tuple taken = Tuple.of(blocks.toArray(UUID[]::new));
                    return connection
                            .preparedQuery(FOUND_FOR_BLOCK + OF_BLOCKS)
                            .execute(taken)
                            .chain(() -> connection
                                    .preparedQuery(ENDED_WITH_BLOCK + OF_BLOCKS)
                                    .execute(taken));
                })
                .replaceWithVoid();
    }

    private static Tuple rows(List<ListingPublished> listings) {
        List<String> ids = new ArrayList<>();
        List<ProductKey> keys = new ArrayList<>();
        for (ListingPublished listing : listings) {
            for (ProductKey key : ProductKey.of(listing)) {
                ids.add(listing.listingId());
                keys.add(key);
            }
        }
        return Tuple.tuple()
                .addArrayOfString(ids.toArray(String[]::new))
                .addArrayOfString(keys.stream().map(key -> key.kind().name()).toArray(String[]::new))
                .addArrayOfString(keys.stream().map(ProductKey::value).toArray(String[]::new))
                .addArrayOfString(keys.stream().map(ProductKey::scope).toArray(String[]::new));
    }
}
