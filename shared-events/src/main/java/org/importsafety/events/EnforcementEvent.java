package org.importsafety.events;

import java.time.Instant;
import java.util.List;

/** Blocks and what becomes of them. */
public sealed interface EnforcementEvent extends Event {
    String listingId();

    String blockId();

    @Override
    default Topic topic() {
        return Topics.ENFORCEMENT;
    }

    @Override
    default String key() {
        return listingId();
    }

    /**
     * The platform is asked to stop the sale at once, with the full statement of reasons.
     *
     * @param skus the SKUs concerned; empty means all
     * @param actions what the platform is to do: SEARCH, BUY, CATALOGUE
     * @param territory ISO 3166-1 code
     * @param ground SAFETY_NONCONFORMITY or RELISTING
     * @param severity CRITICAL, SERIOUS or OTHER
     * @param automated no person was in the path
     * @param attempt 1 for the first request, then one more for each resend
     */
    record SaleBlocked(
            String caseId,
            String blockId,
            String listingId,
            List<String> skus,
            String sellerId,
            String gtin,
            List<String> actions,
            String territory,
            String ground,
            String severity,
            List<Nonconformity> nonconformities,
            String lab,
            String reportNo,
            boolean automated,
            Instant blockedAt,
            Instant respondBy,
            int attempt,
            Instant refundFrom,
            String parentBlockId)
            implements EnforcementEvent {
        public SaleBlocked {
            skus = skus == null ? List.of() : List.copyOf(skus);
            actions = List.copyOf(actions);
            nonconformities = nonconformities == null ? List.of() : List.copyOf(nonconformities);
        }
    }

    /** The platform answered that the listing is blocked. @param status DONE */
    record BlockConfirmed(String caseId, String blockId, String listingId, String status, Instant at, String note)
            implements EnforcementEvent {}

    /** The platform answered, but not that all is blocked. @param status NOT_FOUND, PARTIAL or FAILED */
    record BlockIncomplete(String caseId, String blockId, String listingId, String status, Instant at, String note)
            implements EnforcementEvent {}

    /**
     * The time to answer is over and the platform has not confirmed the block. It is told once for each deadline; the
     * platform is asked again by SaleBlocked with the same blockId and the next attempt.
     *
     * @param status NO_ANSWER, or the platform's last word: NOT_FOUND, PARTIAL, FAILED
     * @param at the deadline that was missed
     * @param note of the platform's last word; null for none
     * @param escalatedTo PLATFORM_CONTACT, ASSOCIATION_OFFICER or AUTHORITY; null when nobody is told yet
     */
    record BlockOverdue(
            String caseId, String blockId, String listingId, String status, Instant at, String note, String escalatedTo)
            implements EnforcementEvent {}

    /**
     * A probe tried to buy as a stranger would, after the platform's word, and could not: again and again, each time
     * told.
     *
     * @param probe the last step that was tried: CHECKOUT
     * @param evidence what was tried and answered
     */
    record BlockVerified(String caseId, String blockId, String listingId, String probe, Instant at, String evidence)
            implements EnforcementEvent {}

    /**
     * The listing could be bought in spite of the block. The platform is asked again, by SaleBlocked with the same blockId
     * and the next attempt, unless it has been since an earlier breach.
     *
     * @param probe where: SEARCH, PAGE, CART, CHECKOUT, or ORDER: somebody has bought
     * @param evidence what was tried and answered, or which order line
     */
    record BlockBreached(String caseId, String blockId, String listingId, String probe, Instant at, String evidence)
            implements EnforcementEvent {}

    /**
     * The block has ended: the platform may sell again. A block of the same case may be asked for again later, by
     * SaleBlocked with the same blockId and a higher attempt.
     *
     * @param cause CORRECTION, RETEST, APPEAL or WRONG_MATCH
     * @param decidedBy an opaque id of who decided, or the rule's name where no person is in the path
     * @param approvedBy an opaque id of the second person, or the report that the rule followed
     */
    record SaleUnblocked(
            String caseId, String blockId, String listingId, String cause, String decidedBy, String approvedBy)
            implements EnforcementEvent {}

    /**
     * A listing is off sale for the time being, while something is still to be found out; or that has ended early.
     *
     * @param blockId the block that the hold became, which ends it; null otherwise
     * @param until when the hold ends by itself, with no further event; not after this event: it has ended
     * @param territory ISO 3166-1 code; the listing may be sold elsewhere
     */
    record SaleHeld(String blockId, String listingId, Instant until, String reason, String territory)
            implements EnforcementEvent {}

    /** Somebody disputes the block, which stays: safety first. @param by an opaque id of whose appeal it is */
    record AppealOpened(String caseId, String appealId, String blockId, String listingId, String by)
            implements EnforcementEvent {}

    /**
     * An appeal was decided. Upheld, it lifts no block: it is a cause for which two people may release it.
     *
     * @param decision UPHELD or REJECTED
     * @param decidedBy an opaque id
     */
    record AppealDecided(
            String caseId,
            String appealId,
            String blockId,
            String listingId,
            String decision,
            String decidedBy,
            String reason)
            implements EnforcementEvent {}

    /**
     * A listing looks like a blocked product, but has no key of it: a person decides. Nothing is blocked by it. No case is
     * there yet: a block that comes of it opens one, in its parent's month.
     *
     * @param parentBlockId the block of the product that it is like
     * @param score 0 to 100; at 100 nothing tells them apart
     * @param reasons what is alike, each as CODE: detail. TITLE: percent of the words; IMAGE: bits that differ, of how many;
     *     MAKER: the brand that both name; PRICE: percent of the blocked product's
     */
    record RelistingSuspected(
            String suspicionId, String listingId, String parentBlockId, int score, List<String> reasons)
            implements EnforcementEvent {
        public RelistingSuspected {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String blockId() {
            return parentBlockId;
        }
    }

    /**
     * A person has looked at a suspicion. RELISTING: SaleBlocked of the listing comes with it, with the same parent;
     * UNRELATED: nothing does, and the pair is not suspected again unless the listing changes.
     *
     * @param decision RELISTING or UNRELATED
     * @param decidedBy an opaque id
     */
    record SuspicionDecided(
            String suspicionId,
            String listingId,
            String parentBlockId,
            String decision,
            String decidedBy,
            String reason)
            implements EnforcementEvent {
        @Override
        public String blockId() {
            return parentBlockId;
        }
    }
}
