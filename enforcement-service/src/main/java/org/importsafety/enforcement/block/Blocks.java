package org.importsafety.enforcement.block;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.events.EnforcementEvent;
import org.importsafety.events.EnforcementEvent.BlockConfirmed;
import org.importsafety.events.EnforcementEvent.SaleBlocked;

/** The tables block and platform_answer. */
@ApplicationScoped
class Blocks {
    private static final String PRODUCT = "select gtin, model, certificate_no from listing where listing_id = ?1";

    /** Not a persist: that another block of the listing is open is a value here, not a broken transaction. */
    private static final String OPEN = """
            insert into block (block_id, case_id, listing_id, status, gtin, model, certificate_no, statement, blocked_at,
                               respond_by)
            values (?1, ?2, ?3, 'REQUESTED', cast(?4 as text), cast(?5 as text), cast(?6 as text), ?7, ?8, ?9)
            on conflict do nothing
            """;

    private static final String OPEN_ELSEWHERE =
            "select count(*) from block where listing_id = ?1 and block_id <> ?2 and released_at is null";

    private final Mutiny.SessionFactory sessions;
    private final BlockKeys keys;
    private final ObjectMapper json;

    Blocks(Mutiny.SessionFactory sessions, BlockKeys keys, ObjectMapper json) {
        this.sessions = sessions;
        this.keys = keys;
        this.json = json;
    }

    /**
     * A block as a reader sees it: where it stands, and the request with its statement of reasons.
     *
     * @param missedDeadlines in a row, without the platform's confirmation
     * @param overdueSince the first of them; null when none is
     * @param escalatedTo who was told last; null for nobody
     */
    record BlockView(
            String status,
            String answer,
            String note,
            Instant answeredAt,
            Instant confirmedAt,
            Instant verifiedAt,
            Instant breachedAt,
            Instant releasedAt,
            int missedDeadlines,
            Instant overdueSince,
            String escalatedTo,
            @JsonUnwrapped SaleBlocked request) {}

    Uni<Product> product(Mutiny.Session session, String listingId) {
        return session.createNativeQuery(PRODUCT, Object[].class)
                .setParameter(1, listingId)
                .getSingleResultOrNull()
                .map(row ->
                        row == null ? Product.UNKNOWN : new Product((String) row[0], (String) row[1], (String) row[2]));
    }

    /**
     * Makes the row, which is the lock of all that follows. An instance that races waits here for the other's commit.
     *
     * @return false when the listing or the case is blocked already
     */
    Uni<Boolean> open(Mutiny.Session session, SaleBlocked request, Product product) {
        return session.createNativeQuery(OPEN)
                .setParameter(1, UUID.fromString(request.blockId()))
                .setParameter(2, request.caseId())
                .setParameter(3, request.listingId())
                .setParameter(4, product.gtin())
                .setParameter(5, product.model())
                .setParameter(6, product.certificateNo())
                .setParameter(7, write(request))
                .setParameter(8, request.blockedAt())
                .setParameter(9, request.respondBy())
                .executeUpdate()
                .map(rows -> rows == 1)
                .call(opened ->
                        opened ? keys.keep(session, request) : Uni.createFrom().voidItem());
    }

    /**
     * Asks again for a block, in its row.
     *
     * @return false when another block of the listing is open
     */
    Uni<Boolean> reopen(Mutiny.Session session, BlockRow row, SaleBlocked request, Product product) {
        return session.createNativeQuery(OPEN_ELSEWHERE, Long.class)
                .setParameter(1, row.listingId)
                .setParameter(2, row.blockId)
                .getSingleResult()
                .map(open -> {
                    if (open > 0) {
                        return false;
                    }
                    row.reopen(request, product, write(request));
                    return true;
                })
                .call(reopened -> reopened
                        ? keys.keepAgain(session, request)
                        : Uni.createFrom().voidItem());
    }

    SaleBlocked statement(BlockRow row) {
        try {
            return json.readValue(row.statement, SaleBlocked.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The statement of block " + row.blockId + " cannot be read", e);
        }
    }

    void restate(BlockRow row, SaleBlocked statement) {
        row.statement = write(statement);
        row.respondBy = statement.respondBy();
    }

    /** The row, locked until the transaction ends; null when there is none. */
    Uni<BlockRow> lock(Mutiny.Session session, UUID blockId) {
        return session.find(BlockRow.class, blockId, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The answer of that id to that block; null when it was not given yet. */
    Uni<Answer> answer(Mutiny.Session session, BlockRow block, String reportId) {
        return session.find(AnswerRow.class, new AnswerKey(block.blockId, reportId))
                .map(row -> row == null ? null : row.answer());
    }

    Uni<Void> keep(Mutiny.Session session, BlockRow block, Answer answer) {
        return session.persist(AnswerRow.of(block.blockId, answer));
    }

    /** @return null when there is none */
    Uni<BlockView> find(UUID blockId) {
        return sessions.withSession(session -> session.find(BlockRow.class, blockId))
                .map(row -> row == null ? null : view(row));
    }

    /**
     * Sorted by case, so month by month.
     *
     * @param status null for all
     * @param overdue whether the platform has missed a deadline; null for all
     * @param after the case to begin behind
     */
    Uni<List<BlockView>> list(String status, Boolean overdue, String after, int rows) {
        String which = status == null ? "" : "status = :status and ";
        if (overdue != null) {
            which += overdue ? "overdueSince is not null and " : "overdueSince is null and ";
        }
        String where = which;
        return sessions.withSession(session -> {
                    var query = session.createQuery(
                                    "from BlockRow where " + where + "caseId > :after order by caseId", BlockRow.class)
                            .setParameter("after", after == null ? "" : after)
                            .setMaxResults(rows);
                    return (status == null ? query : query.setParameter("status", status)).getResultList();
                })
                .map(found -> found.stream().map(this::view).toList());
    }

    private BlockView view(BlockRow row) {
        return new BlockView(
                row.status,
                row.answer,
                row.note,
                row.answeredAt,
                row.confirmedAt,
                row.verifiedAt,
                row.breachedAt,
                row.releasedAt,
                row.missedDeadlines,
                row.overdueSince,
                row.escalatedTo,
                statement(row));
    }

    /** The statement as it is stored. */
    String write(SaleBlocked request) {
        try {
            return json.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No JSON for " + request, e);
        }
    }
}

@Entity
@Table(name = "block")
class BlockRow {
    @Id
    UUID blockId;

    String caseId;
    String listingId;
    String status;
    String statement;
    String answer;
    String note;
    Instant answeredAt;
    Instant confirmedAt;
    Instant verifiedAt;
    Instant breachedAt;
    Instant nextProbeAt;
    Instant blockedAt;
    Instant releasedAt;
    Instant earlierReleaseAt;
    Instant leftParentAt;
    String gtin;
    String model;
    String certificateNo;
    Instant respondBy;
    int missedDeadlines;
    Instant overdueSince;
    String escalatedTo;

    Block block() {
        var sale = new Block.Sale(caseId, blockId.toString(), listingId);
        return switch (status) {
            case "REQUESTED" -> new Block.Requested(sale, earlierReleaseAt);
            case "CONFIRMED" -> new Block.Confirmed(sale, answeredAt);
            case "INCOMPLETE" -> new Block.Incomplete(sale, answeredAt);
            case "VERIFIED" -> new Block.Verified(sale, answeredAt);
            case "BREACHED" -> new Block.Breached(sale, breachedAt);
            case "RELEASED" -> new Block.Released(sale, releasedAt);
            default -> throw new IllegalStateException("Block " + blockId + " has no such status: " + status);
        };
    }

    void apply(EnforcementEvent event) {
        if (event instanceof BlockConfirmed it) {
            answered("CONFIRMED", it.status(), it.note(), it.at());
            confirmedAt = it.at();
            nextProbeAt = it.at();
            missedNone();
        } else if (event instanceof EnforcementEvent.BlockIncomplete it) {
            answered("INCOMPLETE", it.status(), it.note(), it.at());
            confirmedAt = null;
        } else {
            throw new IllegalArgumentException("A block does not change by " + event.type());
        }
    }

    void release(Instant at) {
        status = "RELEASED";
        nextProbeAt = null;
        releasedAt = at;
        missedNone();
    }

    void missed(Chase.Missed it) {
        missedDeadlines = it.missed();
        overdueSince = overdueSince == null ? it.overdue().at() : overdueSince;
        escalatedTo = it.overdue().escalatedTo();
    }

    private void missedNone() {
        missedDeadlines = 0;
        overdueSince = null;
        escalatedTo = null;
    }

    /** What the platform answered to the request before says nothing of this one. */
    void reopen(SaleBlocked request, Product product, String newStatement) {
        answered("REQUESTED", null, null, null);
        confirmedAt = null;
        breachedAt = null;
        earlierReleaseAt = releasedAt == null ? request.blockedAt() : releasedAt;
        releasedAt = null;
        leftParentAt = null;
        blockedAt = request.blockedAt();
        statement = newStatement;
        respondBy = request.respondBy();
        missedNone();
        gtin = product.gtin();
        model = product.model();
        certificateNo = product.certificateNo();
    }

    private void answered(String newStatus, String word, String remark, Instant at) {
        status = newStatus;
        verifiedAt = null;
        nextProbeAt = null;
        answer = word;
        note = remark;
        answeredAt = at;
    }
}

@Embeddable
record AnswerKey(UUID blockId, String reportId) {}

@Entity
@Table(name = "platform_answer")
class AnswerRow {
    @EmbeddedId
    AnswerKey id;

    String status;
    String[] skus;
    Instant reportedAt;
    String note;

    static AnswerRow of(UUID blockId, Answer answer) {
        var row = new AnswerRow();
        row.id = new AnswerKey(blockId, answer.reportId());
        row.status = answer.status().name();
        row.skus = answer.skus().toArray(String[]::new);
        row.reportedAt = answer.reportedAt();
        row.note = answer.note();
        return row;
    }

    Answer answer() {
        return new Answer(id.reportId(), Answer.Status.valueOf(status), List.of(skus), reportedAt, note);
    }
}
