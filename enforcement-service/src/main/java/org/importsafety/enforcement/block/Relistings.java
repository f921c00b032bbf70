package org.importsafety.enforcement.block;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Which blocks are relistings of which, and what else holds them. A relisting is held by its parent, by another block in
 * force that has a key of it, and by tests of its own; it ends when the last of these does.
 */
@ApplicationScoped
class Relistings {
    private static final String OPEN_OF_LISTING = """
            select block_id from block
            where listing_id = ?1 and released_at is null
              and (parent_block_id is not null or left_parent_at is not null)
            """;

    private static final String OPEN_OF_PARENT =
            "select block_id from block where parent_block_id = ?1 and released_at is null order by block_id";

    /** The parent may be released and another block hold it; both are locked, so that no release goes by unseen. */
    private static final String HOLDERS = """
            select block_id from block
            where released_at is null and parent_block_id is null and block_id in (
                select parent_block_id from block where block_id = ?1
                union
                select bk.block_id from block o
                join block_key k on k.block_id = o.block_id
                join block_key bk on bk.kind = k.kind and bk.value = k.value and bk.scope = k.scope
                where o.block_id = ?1 and o.parent_block_id is not null)
            order by block_id
            for share
            """;

    /** Its own, and those of earlier parents that it held on; of these not what a person has asked for since. */
    private static final String HELD_BY_NO_OTHER_BLOCK = """
            select o.block_id from block o
            where o.released_at is null and o.parent_block_id is not null
              and (o.parent_block_id = ?1
                   or cast(cast(o.statement as jsonb) ->> 'automated' as boolean) and o.block_id in (
                       select k.block_id from block_key bk
                       join block_key k on k.kind = bk.kind and k.value = bk.value and k.scope = bk.scope
                       where bk.block_id = ?1))
              and %s (select from failing_test f where f.listing_id = o.listing_id)
              and not exists (
                  select from block p
                  where p.block_id = o.parent_block_id and p.block_id <> ?1 and p.released_at is null)
              and not exists (
                  select from block_key k
                  join block_key bk on bk.kind = k.kind and bk.value = k.value and bk.scope = k.scope
                  join block b on b.block_id = bk.block_id
                  where k.block_id = o.block_id and b.block_id <> ?1 and b.released_at is null
                    and b.parent_block_id is null)
            order by o.block_id
            """;

    private static final String HELD_BY_NOTHING_ELSE = HELD_BY_NO_OTHER_BLOCK.formatted("not exists");
    private static final String HELD_BY_THEIR_OWN_TESTS = HELD_BY_NO_OTHER_BLOCK.formatted("exists");

    private final Blocks blocks;

    Relistings(Blocks blocks) {
        this.blocks = blocks;
    }

    /**
     * The block that a report is about, locked.
     *
     * @param row null when there is none
     * @param heldByAnother it is a relisting, and a block that it is one of is in force
     */
    record Reported(BlockRow row, boolean heldByAnother) {}

    /** A relisting has its parent's month, so a report of its own may be of another case. */
    Uni<Reported> lockReported(Mutiny.Session session, String caseId, String listingId) {
        return session.createNativeQuery(OPEN_OF_LISTING, UUID.class)
                .setParameter(1, listingId)
                .getSingleResultOrNull()
                .chain(relisting -> relisting == null
                        ? blocks.lock(session, Block.id(caseId)).map(row -> new Reported(row, isRelisting(row)))
                        : lockHolders(session, relisting)
                                .chain(held -> blocks.lock(session, relisting).map(row -> new Reported(row, held))));
    }

    /** Blocked in this moment, so its parent is in force. */
    private boolean isRelisting(BlockRow row) {
        return row != null && blocks.statement(row).parentBlockId() != null;
    }

    Uni<List<UUID>> of(Mutiny.Session session, UUID parentBlockId) {
        return ids(session, OPEN_OF_PARENT, parentBlockId);
    }

    /** As everywhere, before the relisting itself is locked. */
    private Uni<Boolean> lockHolders(Mutiny.Session session, UUID blockId) {
        return ids(session, HOLDERS, blockId).map(holders -> !holders.isEmpty());
    }

    /** What ends with the block, which is locked. */
    Uni<List<UUID>> heldByNothingElse(Mutiny.Session session, UUID blockId) {
        return ids(session, HELD_BY_NOTHING_ELSE, blockId);
    }

    /** What stays when the block ends, which is locked, for no other reason than a test of its own. */
    Uni<List<UUID>> heldByTheirOwnTests(Mutiny.Session session, UUID blockId) {
        return ids(session, HELD_BY_THEIR_OWN_TESTS, blockId);
    }

    private static Uni<List<UUID>> ids(Mutiny.Session session, String sql, UUID blockId) {
        return session.createNativeQuery(sql, UUID.class)
                .setParameter(1, blockId)
                .getResultList();
    }
}
