package org.importsafety.testing.order;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The trail of the samples, in one session. */
public final class SampleMoves {
    private final Mutiny.Session session;

    public SampleMoves(Mutiny.Session session) {
        this.session = session;
    }

    /** In the order in which the steps were taken. */
    Uni<List<SampleMove>> of(UUID order) {
        return session.createQuery("from SampleMoveRow where id.order = :order order by id.seq", SampleMoveRow.class)
                .setParameter("order", order)
                .getResultList()
                .map(rows -> rows.stream().map(SampleMoveRow::toMove).toList());
    }

    /** Whether a report on the order's sample that came then counts for nothing now; there is no trail before the first step. */
    public Uni<Boolean> isStopped(TestOrder order, Instant reportedAt) {
        return order.state().sample() == null
                ? Uni.createFrom().item(false)
                : of(order.id()).map(trail -> SampleMove.isStopped(trail, reportedAt));
    }

    Uni<Void> add(UUID order, SampleMove move) {
        return session.persist(new SampleMoveRow(order, move)).chain(session::flush);
    }
}

@Embeddable
record SampleMoveId(@Column(name = "test_order_id") UUID order, int seq) {}

@Entity
@Table(name = "sample_move")
class SampleMoveRow {
    @EmbeddedId
    SampleMoveId id;

    @Enumerated(EnumType.STRING)
    SampleStep step;

    Instant at;

    @Column(name = "told_by")
    String toldBy;

    @Column(name = "seal_no")
    String sealNo;

    @Column(name = "photo_hash")
    String photoHash;

    String note;

    SampleMoveRow() {}

    SampleMoveRow(UUID order, SampleMove move) {
        id = new SampleMoveId(order, move.seq());
        step = move.step();
        at = move.at();
        toldBy = move.by();
        sealNo = move.sealNo();
        photoHash = move.photoHash();
        note = move.note();
    }

    SampleMove toMove() {
        return new SampleMove(id.seq(), step, at, toldBy, sealNo, photoHash, note);
    }
}
