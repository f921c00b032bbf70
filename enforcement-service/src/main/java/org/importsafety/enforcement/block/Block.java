package org.importsafety.enforcement.block;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.importsafety.enforcement.block.Answer.Status;
import org.importsafety.events.BlockListEvent.BlockListed;
import org.importsafety.events.EnforcementEvent;
import org.importsafety.events.EnforcementEvent.BlockConfirmed;
import org.importsafety.events.EnforcementEvent.BlockIncomplete;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.Nonconformity;

/**
 * A sale that is to stop at the platform. It is a request until the platform confirms it: the association has no power
 * to order, so what is only asked for is never shown as done.
 */
sealed interface Block {
    /** Of a block that a test has made. */
    String GROUND = "SAFETY_NONCONFORMITY";

    /** What is blocked, in which case. */
    record Sale(String caseId, String blockId, String listingId) {}

    Sale sale();

    /** An answer from before it is overtaken; null when every answer counts. */
    Instant notBefore();

    /** @param notBefore the end of the request before this one; null for the first */
    record Requested(Sale sale, Instant notBefore) implements Block {}

    /** @param notBefore when the answer that counts was given */
    record Confirmed(Sale sale, Instant notBefore) implements Block {}

    /** @param notBefore when the answer that counts was given */
    record Incomplete(Sale sale, Instant notBefore) implements Block {}

    /** A probe could not buy either. @param notBefore when the answer that counts was given */
    record Verified(Sale sale, Instant notBefore) implements Block {}

    /**
     * The listing could be bought in spite of the block, and the platform is asked again.
     *
     * @param notBefore when that was found out: an answer from before it was wrong
     */
    record Breached(Sale sale, Instant notBefore) implements Block {}

    /** Ended: the sale may go on. @param notBefore when it was released */
    record Released(Sale sale, Instant notBefore) implements Block {}

    /** What follows from an answer. */
    sealed interface Decision {
        record Told(EnforcementEvent event) implements Decision {}

        record Unchanged(String because) implements Decision {}
    }

    /**
     * A failing verdict asks for the block at once; a case has one block, so its id is made from the case.
     *
     * @param attempt 1, or one more than that of the released block that this one revives
     */
    static SaleBlocked request(Finding failed, Product product, Instant now, Deadline deadline, int attempt) {
        String severity = Severity.of(failed.nonconformities()).name();
        return new SaleBlocked(
                failed.caseId(),
                id(failed.caseId()).toString(),
                failed.listingId(),
                List.of(),
                failed.sellerId(),
                product.gtin(),
                List.of("SEARCH", "BUY", "CATALOGUE"),
                "KR",
                GROUND,
                severity,
                failed.nonconformities(),
                failed.lab(),
                failed.reportNo(),
                true,
                now,
                deadline.of(severity, now, 0),
                attempt,
                failed.refundFrom(),
                null);
    }

    /** The same request once more, by a person's word, for the reasons that were told before. */
    static SaleBlocked renewed(SaleBlocked it, Instant now, Deadline deadline) {
        return next(it, false, now, deadline.of(it.severity(), now, 0));
    }

    /** The same request once more, because it was not confirmed in time: the sale was to stop since it was first asked. */
    static SaleBlocked again(SaleBlocked it, Instant respondBy) {
        return next(it, it.automated(), it.blockedAt(), respondBy);
    }

    private static SaleBlocked next(SaleBlocked it, boolean automated, Instant blockedAt, Instant respondBy) {
        return new SaleBlocked(
                it.caseId(),
                it.blockId(),
                it.listingId(),
                it.skus(),
                it.sellerId(),
                it.gtin(),
                it.actions(),
                it.territory(),
                it.ground(),
                it.severity(),
                it.nonconformities(),
                it.lab(),
                it.reportNo(),
                automated,
                blockedAt,
                respondBy,
                it.attempt() + 1,
                it.refundFrom(),
                it.parentBlockId());
    }

    /** The same request with other reasons for it. */
    static SaleBlocked restated(
            SaleBlocked it, String severity, List<Nonconformity> nonconformities, String lab, String reportNo) {
        return new SaleBlocked(
                it.caseId(),
                it.blockId(),
                it.listingId(),
                it.skus(),
                it.sellerId(),
                it.gtin(),
                it.actions(),
                it.territory(),
                it.ground(),
                severity,
                nonconformities,
                lab,
                reportNo,
                it.automated(),
                it.blockedAt(),
                it.respondBy(),
                it.attempt(),
                it.refundFrom(),
                it.parentBlockId());
    }

    static UUID id(String caseId) {
        return UUID.nameUUIDFromBytes(("block|" + caseId).getBytes(StandardCharsets.UTF_8));
    }

    /** The entry of the block list that tells the same. */
    static BlockListed listed(SaleBlocked it) {
        return new BlockListed(
                it.caseId(),
                it.blockId(),
                it.listingId(),
                it.skus(),
                it.sellerId(),
                it.gtin(),
                it.actions(),
                it.territory(),
                it.ground(),
                it.severity(),
                it.nonconformities(),
                it.lab(),
                it.reportNo(),
                it.automated(),
                it.blockedAt(),
                it.respondBy(),
                it.attempt(),
                it.refundFrom(),
                it.parentBlockId());
    }

    /**
     * The platform's latest word counts, whichever way it came, and a worse word counts as much as a better one: DONE
     * confirms, also after an incomplete answer; anything else after DONE takes the confirmation back, because a shop
     * that says it could not block may be selling. An answer older than the one that counts is overtaken. No answer is
     * from the future: one that says so is taken as given now, so that it cannot outlast all later ones.
     */
    default Decision answer(Answer answer, Instant now) {
        Instant at = answer.reportedAt().isAfter(now) ? now : answer.reportedAt();
        if (this instanceof Released) {
            return new Decision.Unchanged("released at " + notBefore());
        }
        if (notBefore() != null && at.isBefore(notBefore())) {
            return new Decision.Unchanged("overtaken by what happened at " + notBefore());
        }
        String caseId = sale().caseId();
        String blockId = sale().blockId();
        String listingId = sale().listingId();
        String status = answer.status().name();
        if (answer.status() != Status.DONE) {
            return new Decision.Told(new BlockIncomplete(caseId, blockId, listingId, status, at, answer.note()));
        }
        if (this instanceof Confirmed || this instanceof Verified) {
            return new Decision.Unchanged("confirmed already");
        }
        return new Decision.Told(new BlockConfirmed(caseId, blockId, listingId, status, at, answer.note()));
    }
}
