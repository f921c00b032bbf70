package org.importsafety.enforcement.release;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.importsafety.enforcement.block.Standing;
import org.importsafety.events.EnforcementEvent.AppealDecided;
import org.importsafety.events.EnforcementEvent.AppealOpened;

/**
 * A seller's objection to a block, brought by the platform. The block stays, whatever comes of it: safety first. Upheld, it
 * is a cause for which two people may release the block.
 *
 * @param by an opaque id of whose appeal it is
 * @param evidence in words or as a link, or null
 * @param openedAt programme time
 * @param decision null while it is open
 */
record Appeal(
        UUID appealId,
        UUID blockId,
        String caseId,
        String listingId,
        String by,
        String reason,
        String evidence,
        Instant openedAt,
        Decision decision) {
    private static final String DECIDE = "decision";

    enum Status {
        OPEN,
        UPHELD,
        REJECTED
    }

    /** @param outcome UPHELD or REJECTED @param by opaque */
    record Decision(Status outcome, String by, String reason, Instant at) {}

    /** What a step comes to. */
    sealed interface Step {
        /** @param isNew false when this had been done before */
        record Taken(Appeal appeal, boolean isNew) implements Step {}

        /** @param allowed what could be done instead */
        record Refused(String why, List<String> allowed) implements Step {}
    }

    /**
     * @param by null: the seller's
     * @param number of the appeal among those against the block, from 1
     */
    static Appeal against(Standing block, int number, String by, String reason, String evidence, Instant now) {
        String name = "appeal|" + block.blockId() + "|" + number;
        return new Appeal(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                block.blockId(),
                block.caseId(),
                block.listingId(),
                by == null ? block.sellerId() : by,
                reason,
                evidence,
                now,
                null);
    }

    Status status() {
        return decision == null ? Status.OPEN : decision.outcome();
    }

    /** It is about the blocking that is in force, or was in force last; not about an earlier one. */
    boolean isAbout(Standing block) {
        return !openedAt.isBefore(block.since());
    }

    /**
     * One open appeal a block, and none after one that was upheld.
     *
     * @param others appeals against the block
     * @param window how long after the block it may be disputed
     */
    Step open(Standing block, List<Appeal> others, Duration window) {
        List<Appeal> now = others.stream().filter(other -> other.isAbout(block)).toList();
        for (Appeal other : now) {
            if (other.saysTheSameAs(this)) {
                return new Step.Taken(other, false);
            }
        }
        if (block.released()) {
            return new Step.Refused("The block is released: there is nothing to object to", List.of());
        }
        for (Appeal other : others) {
            boolean stands = other.status() == Status.OPEN || other.isAbout(block) && other.status() == Status.UPHELD;
            if (stands) {
                return new Step.Refused(
                        "Appeal " + other.appealId + " is " + other.status(),
                        other.decision == null ? List.of(DECIDE) : List.of());
            }
        }
        Instant end = block.since().plus(window);
        return openedAt.isAfter(end)
                ? new Step.Refused("The block could be disputed until " + end, List.of())
                : new Step.Taken(this, true);
    }

    Step decide(Decision asked) {
        if (decision == null) {
            return new Step.Taken(
                    new Appeal(appealId, blockId, caseId, listingId, by, reason, evidence, openedAt, asked), true);
        }
        return decision.outcome() == asked.outcome() && decision.reason().equals(asked.reason())
                ? new Step.Taken(this, false)
                : new Step.Refused("The appeal is " + status(), List.of());
    }

    AppealOpened opened() {
        return new AppealOpened(caseId, appealId.toString(), blockId.toString(), listingId, by);
    }

    AppealDecided decided() {
        return new AppealDecided(
                caseId,
                appealId.toString(),
                blockId.toString(),
                listingId,
                decision.outcome().name(),
                decision.by(),
                decision.reason());
    }

    private boolean saysTheSameAs(Appeal other) {
        return by.equals(other.by) && reason.equals(other.reason) && Objects.equals(evidence, other.evidence);
    }
}
