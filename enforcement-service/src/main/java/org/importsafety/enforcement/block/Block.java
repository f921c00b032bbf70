package org.importsafety.enforcement.block;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.importsafety.enforcement.block.Answer.Status;
import org.importsafety.events.BlockListEvent.BlockListed;
import org.importsafety.events.EnforcementEvent;
import org.importsafety.events.EnforcementEvent.BlockConfirmed;
import org.importsafety.events.EnforcementEvent.BlockIncomplete;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.ResultEvent.TestFailed;

/**
 * A sale that is to stop at the platform. It is a request until the platform confirms it: the association has no power
 * to order, so what is only asked for is never shown as done (domain.md section 9, row 14).
 */
sealed interface Block {
    /** What is blocked, in which case. */
    record Sale(String caseId, String blockId, String listingId) {}

    Sale sale();

    /** When the platform gave the answer that counts; null while it has not. */
    Instant answeredAt();

    record Requested(Sale sale) implements Block {
        @Override
        public Instant answeredAt() {
            return null;
        }
    }

    record Confirmed(Sale sale, Instant answeredAt) implements Block {}

    record Incomplete(Sale sale, Instant answeredAt) implements Block {}

    /** What follows from an answer. */
    sealed interface Decision {
        record Told(EnforcementEvent event) implements Decision {}

        record Unchanged(String because) implements Decision {}
    }

    /** A failed test asks for the block at once; a case has one block, so its id is made from the case. */
    static SaleBlocked request(TestFailed failed, Product product, Instant now, Duration respondWithin) {
        return new SaleBlocked(
                failed.caseId(),
                id(failed.caseId()).toString(),
                failed.listingId(),
                List.of(),
                failed.sellerId(),
                product.gtin(),
                List.of("SEARCH", "BUY", "CATALOGUE"),
                "KR",
                "SAFETY_NONCONFORMITY",
                Severity.of(failed.nonconformities()).name(),
                failed.nonconformities(),
                failed.lab(),
                failed.reportNo(),
                true,
                now,
                now.plus(respondWithin),
                1,
                failed.refundFrom(),
                null);
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
        if (answeredAt() != null && at.isBefore(answeredAt())) {
            return new Decision.Unchanged("overtaken by the answer of " + answeredAt());
        }
        String caseId = sale().caseId();
        String blockId = sale().blockId();
        String listingId = sale().listingId();
        String status = answer.status().name();
        if (answer.status() != Status.DONE) {
            return new Decision.Told(new BlockIncomplete(caseId, blockId, listingId, status, at, answer.note()));
        }
        if (this instanceof Confirmed) {
            return new Decision.Unchanged("confirmed already");
        }
        return new Decision.Told(new BlockConfirmed(caseId, blockId, listingId, status, at, answer.note()));
    }
}
