package org.importsafety.enforcement.release;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.block.Standing;
import org.importsafety.enforcement.release.Appeal.Decision;
import org.importsafety.enforcement.release.Appeal.Status;

/** The table appeal; whoever writes it holds the block's row. */
@ApplicationScoped
class Appeals {
    /** An appeal as it is shown, with what pages are sorted by. */
    record Numbered(long no, Appeal appeal) {}

    Uni<Void> add(Mutiny.Session session, Appeal appeal) {
        return session.persist(new AppealRow(appeal));
    }

    Uni<Void> decide(Mutiny.Session session, Appeal decided) {
        return session.find(AppealRow.class, decided.appealId())
                .invoke(row -> row.decide(decided.decision()))
                .replaceWithVoid();
    }

    Uni<List<Appeal>> against(Mutiny.Session session, UUID blockId) {
        return session.createQuery("from AppealRow where blockId = :block order by appealNo", AppealRow.class)
                .setParameter("block", blockId)
                .getResultList()
                .map(rows -> rows.stream().map(AppealRow::appeal).toList());
    }

    /** Whether an appeal against this blocking was upheld. */
    Uni<Boolean> upheld(Mutiny.Session session, Standing block) {
        return against(session, block.blockId()).map(appeals -> appeals.stream()
                .anyMatch(appeal -> appeal.isAbout(block) && appeal.status() == Status.UPHELD));
    }

    /** The block that an appeal is about; null when there is no such appeal. It never changes, so nothing is locked. */
    Uni<UUID> blockOf(Mutiny.Session session, UUID appealId) {
        return session.createQuery("select blockId from AppealRow where appealId = :appeal", UUID.class)
                .setParameter("appeal", appealId)
                .getSingleResultOrNull();
    }

    /** @param appealId of one that is there */
    Uni<Appeal> find(Mutiny.Session session, UUID appealId) {
        return session.find(AppealRow.class, appealId).map(AppealRow::appeal);
    }

    /** Newest first. @param status null for all */
    Uni<List<Numbered>> page(Mutiny.Session session, Status status, long before, int count) {
        String which = status == null ? "" : " and status = :status";
        var query = session.createQuery(
                        "from AppealRow where appealNo < :before" + which + " order by appealNo desc", AppealRow.class)
                .setParameter("before", before)
                .setMaxResults(count);
        return (status == null ? query : query.setParameter("status", status.name()))
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Numbered(row.appealNo, row.appeal()))
                        .toList());
    }
}

@Entity
@Table(name = "appeal")
class AppealRow {
    @Id
    UUID appealId;

    @Column(insertable = false, updatable = false)
    Long appealNo;

    UUID blockId;
    String caseId;
    String listingId;
    String appellant;
    String reason;
    String evidence;
    Instant openedAt;
    String status;
    String decidedBy;
    String decision;
    Instant decidedAt;

    protected AppealRow() {}

    AppealRow(Appeal it) {
        appealId = it.appealId();
        blockId = it.blockId();
        caseId = it.caseId();
        listingId = it.listingId();
        appellant = it.by();
        reason = it.reason();
        evidence = it.evidence();
        openedAt = it.openedAt();
        status = Status.OPEN.name();
    }

    void decide(Decision made) {
        status = made.outcome().name();
        decidedBy = made.by();
        decision = made.reason();
        decidedAt = made.at();
    }

    Appeal appeal() {
        Status stands = Status.valueOf(status);
        return new Appeal(
                appealId,
                blockId,
                caseId,
                listingId,
                appellant,
                reason,
                evidence,
                openedAt,
                stands == Status.OPEN ? null : new Decision(stands, decidedBy, decision, decidedAt));
    }
}
