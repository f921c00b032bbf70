package org.importsafety.enforcement.hold;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.hold.Hold.Decision;
import org.importsafety.enforcement.hold.Hold.End;

/** The table sale_hold. */
@ApplicationScoped
class Holds {
    /** Not a persist: that the listing is held already is a value here, not a broken transaction. */
    private static final String PLACE = """
            insert into sale_hold (hold_id, listing_id, reason, until, territory, held_by, held_at)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            on conflict do nothing
            """;

    /** An open hold is unique by what is written, so one whose time is over makes room first. */
    private static final String EXPIRE = """
            update sale_hold set ended_at = until, end_reason = 'its time was over'
            where listing_id = ?1 and ended_at is null and until <= ?2
            """;

    private static final String IS_BLOCKED = "select count(*) from block where listing_id = ?1 and released_at is null";
    private static final String IS_KNOWN = "select count(*) from listing where listing_id = ?1";

    /** A hold as it is shown, with what pages are sorted by. */
    record Numbered(long no, Hold hold) {}

    /** @return false when the listing is held already */
    Uni<Boolean> place(Mutiny.Session session, Hold hold) {
        return session.createNativeQuery(EXPIRE)
                .setParameter(1, hold.listingId())
                .setParameter(2, hold.held().at())
                .executeUpdate()
                .chain(() -> session.createNativeQuery(PLACE)
                        .setParameter(1, hold.holdId())
                        .setParameter(2, hold.listingId())
                        .setParameter(3, hold.reason())
                        .setParameter(4, hold.until())
                        .setParameter(5, hold.territory())
                        .setParameter(6, hold.held().by())
                        .setParameter(7, hold.held().at())
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /** The listing's hold that is not ended, locked; null when there is none. */
    Uni<Hold> lockOpen(Mutiny.Session session, String listingId) {
        return session.createQuery("from HoldRow where listingId = :listing and endedAt is null", HoldRow.class)
                .setParameter("listing", listingId)
                .setLockMode(LockMode.PESSIMISTIC_WRITE)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : row.hold());
    }

    /** Null when there is none. */
    Uni<Hold> lock(Mutiny.Session session, UUID holdId) {
        return session.find(HoldRow.class, holdId, LockMode.PESSIMISTIC_WRITE)
                .map(row -> row == null ? null : row.hold());
    }

    /** @param hold ended, and locked by this transaction */
    Uni<Void> end(Mutiny.Session session, Hold hold) {
        return session.find(HoldRow.class, hold.holdId())
                .invoke(row -> row.end(hold.end()))
                .replaceWithVoid();
    }

    Uni<Boolean> isBlocked(Mutiny.Session session, String listingId) {
        return exists(session, IS_BLOCKED, listingId);
    }

    /** Whether the platform has told of the listing. */
    Uni<Boolean> isKnown(Mutiny.Session session, String listingId) {
        return exists(session, IS_KNOWN, listingId);
    }

    private static Uni<Boolean> exists(Mutiny.Session session, String sql, String listingId) {
        return session.createNativeQuery(sql, Long.class)
                .setParameter(1, listingId)
                .getSingleResult()
                .map(count -> count > 0);
    }

    /** Newest first. @param open null for all */
    Uni<List<Numbered>> page(Mutiny.Session session, Boolean open, Instant now, long before, int count) {
        String isOpen = "endedAt is null and until > :now";
        String which = open == null ? "" : open ? " and " + isOpen : " and not (" + isOpen + ")";
        var query = session.createQuery(
                        "from HoldRow where holdNo < :before" + which + " order by holdNo desc", HoldRow.class)
                .setParameter("before", before)
                .setMaxResults(count);
        return (open == null ? query : query.setParameter("now", now))
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Numbered(row.holdNo, row.hold()))
                        .toList());
    }
}

@Entity
@Table(name = "sale_hold")
class HoldRow {
    @Id
    UUID holdId;

    @Column(insertable = false, updatable = false)
    Long holdNo;

    String listingId;
    String reason;
    Instant until;
    String territory;
    String heldBy;
    Instant heldAt;
    Instant endedAt;
    String endReason;
    UUID blockId;

    Hold hold() {
        End end = endedAt == null ? null : new End(endedAt, endReason, blockId);
        return new Hold(holdId, listingId, reason, until, territory, new Decision(heldBy, heldAt), end);
    }

    void end(End end) {
        endedAt = end.at();
        endReason = end.reason();
        blockId = end.blockId();
    }
}
