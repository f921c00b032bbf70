package org.importsafety.enforcement.release;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.release.Release.Decision;

/** The table release_request; whoever writes it holds the block's row. */
@ApplicationScoped
class Releases {
    /** @param since what was asked for before is over @return null when nothing was asked for since */
    Uni<Release> find(Mutiny.Session session, UUID blockId, Instant since) {
        return session.find(ReleaseRow.class, blockId)
                .map(row -> row == null || row.requestedAt.isBefore(since) ? null : row.release());
    }

    Uni<Void> put(Mutiny.Session session, UUID blockId, Release release) {
        return session.find(ReleaseRow.class, blockId).chain(known -> {
            ReleaseRow row = known == null ? new ReleaseRow(blockId) : known;
            row.set(release);
            return known == null ? session.persist(row) : Uni.createFrom().voidItem();
        });
    }

    Uni<Void> remove(Mutiny.Session session, UUID blockId) {
        return session.find(ReleaseRow.class, blockId).chain(session::remove);
    }
}

@Entity
@Table(name = "release_request")
class ReleaseRow {
    @Id
    UUID blockId;

    String cause;
    String reason;
    String requestedBy;
    Instant requestedAt;
    String approvedBy;
    Instant approvedAt;

    protected ReleaseRow() {}

    ReleaseRow(UUID blockId) {
        this.blockId = blockId;
    }

    Release release() {
        return new Release(
                Release.Cause.valueOf(cause),
                reason,
                new Decision(requestedBy, requestedAt),
                approvedBy == null ? null : new Decision(approvedBy, approvedAt));
    }

    void set(Release release) {
        cause = release.cause().name();
        reason = release.reason();
        requestedBy = release.requested().by();
        requestedAt = release.requested().at();
        Decision approved = release.approved();
        approvedBy = approved == null ? null : approved.by();
        approvedAt = approved == null ? null : approved.at();
    }
}
