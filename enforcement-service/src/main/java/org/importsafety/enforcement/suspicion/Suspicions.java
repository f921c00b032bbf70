package org.importsafety.enforcement.suspicion;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.suspicion.Suspicion.Decision;
import org.importsafety.enforcement.suspicion.Suspicion.Status;

/** The table suspicion, where a person decides; {@link Candidates} fills it. */
@ApplicationScoped
class Suspicions {
    /** Where the listing is blocked by now, or the product is not any more, there is nothing to decide. */
    private static final String STILL_OPEN = """
             and exists (select from block b where b.block_id = s.parent_block_id and b.released_at is null)
             and not exists (select from block b where b.listing_id = s.listing_id and b.released_at is null)
            """;

    /** A suspicion as it is shown, with what pages are sorted by. */
    record Numbered(long no, Suspicion suspicion) {}

    /** The suspicion, locked until the transaction ends; null when there is none. */
    Uni<Suspicion> lock(Mutiny.Session session, UUID suspicionId) {
        return session.find(SuspicionRow.class, suspicionId, LockModeType.PESSIMISTIC_WRITE)
                .map(row -> row == null ? null : row.suspicion());
    }

    /** @param decided locked by this transaction */
    Uni<Void> decide(Mutiny.Session session, Suspicion decided) {
        return session.find(SuspicionRow.class, decided.suspicionId())
                .invoke(row -> row.decide(decided.decision()))
                .replaceWithVoid();
    }

    /** Newest first. @param status null for all */
    Uni<List<Numbered>> page(Mutiny.Session session, Status status, long before, int count) {
        String which = status == null ? "" : " and s.status = '" + status + "'";
        String still = status == Status.OPEN ? STILL_OPEN : "";
        return session.createNativeQuery(
                        "select * from suspicion s where s.suspicion_no < ?1" + which + still
                                + " order by s.suspicion_no desc limit ?2",
                        SuspicionRow.class)
                .setParameter(1, before)
                .setParameter(2, count)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Numbered(row.suspicionNo, row.suspicion()))
                        .toList());
    }
}

@Entity
@Table(name = "suspicion")
class SuspicionRow {
    @Id
    UUID suspicionId;

    @Column(insertable = false, updatable = false)
    Long suspicionNo;

    String listingId;
    String title;
    UUID parentBlockId;
    String blockedListingId;
    String blockedTitle;
    int score;
    String[] reasons;
    Instant suspectedAt;
    String status;
    String decidedBy;
    String decision;
    Instant decidedAt;

    void decide(Decision made) {
        status = made.outcome().name();
        decidedBy = made.by();
        decision = made.reason();
        decidedAt = made.at();
    }

    Suspicion suspicion() {
        Status stands = Status.valueOf(status);
        return new Suspicion(
                suspicionId,
                listingId,
                title,
                parentBlockId,
                blockedListingId,
                blockedTitle,
                score,
                List.of(reasons),
                suspectedAt,
                stands == Status.OPEN ? null : new Decision(stands, decidedBy, decision, decidedAt));
    }
}
