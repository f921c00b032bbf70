package org.importsafety.enforcement.block;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.block.ListGuard.Entry;

/** The table block_list_entry, and the block of a listing that is in force. */
@ApplicationScoped
class ListEntries {
    private static final String IN_FORCE = "from BlockRow where listingId = :listingId and releasedAt is null";

    /** While partitions change hands two instances may read the same record: the later place in the topic counts. */
    private static final String PUT = """
            insert into block_list_entry as known (listing_id, version, block_id, attempt, removed, last_offset)
            values (?1, ?2, ?3, ?4, ?5, ?6)
            on conflict (listing_id) do update
            set version = excluded.version, block_id = excluded.block_id, attempt = excluded.attempt,
                removed = excluded.removed, last_offset = excluded.last_offset
            where known.last_offset < excluded.last_offset
            """;

    /** The listing's block that is in force, locked; null for none. */
    Uni<BlockRow> inForce(Mutiny.Session session, String listingId) {
        return session.createQuery(IN_FORCE, BlockRow.class)
                .setParameter("listingId", listingId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResultOrNull();
    }

    /** What is known of the listing's records; null when nothing is. */
    Uni<Entry> lock(Mutiny.Session session, String listingId) {
        return session.find(ListEntryRow.class, listingId, LockModeType.PESSIMISTIC_WRITE)
                .map(row -> row == null
                        ? null
                        : new Entry(row.version, row.blockId, row.attempt, row.removed, row.lastOffset));
    }

    Uni<Void> put(Mutiny.Session session, String listingId, Entry entry) {
        return session.createNativeQuery(PUT)
                .setParameter(1, listingId)
                .setParameter(2, entry.version())
                .setParameter(3, entry.blockId())
                .setParameter(4, entry.attempt())
                .setParameter(5, entry.removed())
                .setParameter(6, entry.offset())
                .executeUpdate()
                .replaceWithVoid();
    }
}

@Entity
@Table(name = "block_list_entry")
class ListEntryRow {
    @Id
    String listingId;

    long version;
    UUID blockId;
    int attempt;
    boolean removed;
    long lastOffset;
}
