package org.importsafety.testing.access;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.testing.access.LabKey.Decision;

/** The laboratories' keys, in one session. */
final class LabKeys {
    private final Mutiny.Session session;

    LabKeys(Mutiny.Session session) {
        this.session = session;
    }

    Uni<Boolean> isLab(String code) {
        return session.createNativeQuery("select count(*) from lab where code = :code", Long.class)
                .setParameter("code", code)
                .getSingleResult()
                .map(count -> count > 0);
    }

    /** Alone with it until the transaction ends. @return null where the laboratory has none of this id */
    Uni<LabKey> lock(String lab, String id) {
        return session.find(LabKeyRow.class, id, LockMode.PESSIMISTIC_WRITE)
                .map(row -> row == null || !row.lab.equals(lab) ? null : row.toKey());
    }

    Uni<List<LabKey>> page(String lab, String after, int count) {
        return session.createQuery("from LabKeyRow where lab = :lab and id > :after order by id", LabKeyRow.class)
                .setParameter("lab", lab)
                .setParameter("after", after)
                .setMaxResults(count)
                .getResultList()
                .map(rows -> rows.stream().map(LabKeyRow::toKey).toList());
    }

    Uni<Void> add(LabKey key) {
        return session.persist(new LabKeyRow(key)).chain(session::flush);
    }

    /** Stores what was decided. Its row is locked. */
    Uni<Void> update(LabKey key) {
        return session.find(LabKeyRow.class, key.id())
                .invoke(row -> row.setDecisions(key))
                .chain(session::flush);
    }
}

@Entity
@Table(name = "lab_key")
class LabKeyRow {
    @Id
    @Column(name = "key_id")
    String id;

    String lab;

    @Column(name = "secret_sha256")
    String secretHash;

    @Column(name = "valid_from")
    Instant from;

    @Column(name = "valid_to")
    Instant to;

    String reason;

    @Column(name = "requested_by")
    String requestedBy;

    @Column(name = "requested_at")
    Instant requestedAt;

    @Column(name = "approved_by")
    String approvedBy;

    @Column(name = "approved_at")
    Instant approvedAt;

    @Column(name = "revoked_by")
    String revokedBy;

    @Column(name = "revoked_at")
    Instant revokedAt;

    LabKeyRow() {}

    LabKeyRow(LabKey key) {
        id = key.id();
        lab = key.lab();
        secretHash = key.secretHash();
        from = key.from();
        to = key.to();
        reason = key.reason();
        requestedBy = key.requested().by();
        requestedAt = key.requested().at();
        setDecisions(key);
    }

    void setDecisions(LabKey key) {
        approvedBy = key.approved() == null ? null : key.approved().by();
        approvedAt = key.approved() == null ? null : key.approved().at();
        revokedBy = key.revoked() == null ? null : key.revoked().by();
        revokedAt = key.revoked() == null ? null : key.revoked().at();
    }

    LabKey toKey() {
        return new LabKey(
                id,
                lab,
                secretHash,
                from,
                to,
                reason,
                new Decision(requestedBy, requestedAt),
                approvedBy == null ? null : new Decision(approvedBy, approvedAt),
                revokedBy == null ? null : new Decision(revokedBy, revokedAt));
    }
}
