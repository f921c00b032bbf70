package org.importsafety.enforcement.release;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.importsafety.enforcement.block.Standing;
import org.importsafety.events.EnforcementEvent.SaleUnblocked;

/**
 * A block that people end: one asks, for a cause that is founded on something that is known, and another one approves.
 * To block needs one person or none, to release two: safety first.
 *
 * @param approved null until the second person says so
 */
record Release(Cause cause, String reason, Decision requested, Decision approved) {
    static final String REQUEST = "release";
    static final String APPROVE = "approval";
    static final String WITHDRAW = "withdrawal";
    static final String RENEW = "renewal";

    enum Cause {
        /** A laboratory took its failing word back. */
        CORRECTION,
        /** Another test passed. */
        RETEST,
        /** An appeal against the block was upheld. */
        APPEAL,
        /** The listing is not the one that was blocked before. */
        WRONG_MATCH
    }

    /** @param by opaque */
    record Decision(String by, Instant at) {}

    /** What there is that speaks for a release. @param upheld an appeal against this blocking was upheld */
    record Grounds(Standing block, boolean upheld) {
        boolean found(Cause cause) {
            return switch (cause) {
                case CORRECTION, RETEST -> block.favourable().contains(cause.name());
                case APPEAL -> upheld;
                case WRONG_MATCH -> "RELISTING".equals(block.ground());
            };
        }

        Step missing(Cause cause) {
            String why =
                    switch (cause) {
                        case CORRECTION -> "No corrected report of the listing is known that takes a failing one back";
                        case RETEST -> "No passed retest of the listing is known";
                        case APPEAL -> "No appeal against this block was upheld";
                        case WRONG_MATCH -> "The listing was blocked for its own test, not as a relisting of another";
                    };
            List<String> founded = Arrays.stream(Cause.values())
                    .filter(this::found)
                    .map(Cause::name)
                    .toList();
            return new Step.Refused(why, founded);
        }
    }

    /** What a step of a person comes to. */
    sealed interface Step {
        /** @param isNew false when this had been done before */
        record Taken(Release release, boolean isNew) implements Step {}

        /** Whoever asked for a release cannot approve it. */
        record SecondPersonNeeded() implements Step {}

        /** @param allowed what could be done instead: steps, or causes that are founded */
        record Refused(String why, List<String> allowed) implements Step {}
    }

    /** @param known what was asked for since the block was asked for; null for nothing */
    static Step request(Grounds grounds, Release known, Release asked) {
        boolean same = known != null && known.cause == asked.cause && known.reason.equals(asked.reason);
        boolean carriedOut = known != null && known.approved != null;
        if (same && carriedOut == grounds.block().released()) {
            return new Step.Taken(known, false);
        }
        if (grounds.block().released()) {
            return new Step.Refused("The block is released", List.of(RENEW));
        }
        if (known != null && !carriedOut) {
            return new Step.Refused(
                    "A release for the cause " + known.cause + " is asked for already", List.of(APPROVE, WITHDRAW));
        }
        return grounds.found(asked.cause) ? new Step.Taken(asked, true) : grounds.missing(asked.cause);
    }

    /** The grounds are looked at again: a report that failed since the request takes them away. */
    static Step approve(Grounds grounds, Release known, String by, Instant now) {
        boolean released = grounds.block().released();
        if (known == null) {
            return released
                    ? new Step.Refused("The block is released", List.of(RENEW))
                    : new Step.Refused("Nobody has asked to release the block", List.of(REQUEST));
        }
        if (known.approved != null && Objects.equals(known.approved.by(), by)) {
            return new Step.Taken(known, false);
        }
        if (known.requested.by().equals(by)) {
            return new Step.SecondPersonNeeded();
        }
        if (released) {
            return new Step.Refused("The block is released", List.of(RENEW));
        }
        return grounds.found(known.cause)
                ? new Step.Taken(new Release(known.cause, known.reason, known.requested, new Decision(by, now)), true)
                : grounds.missing(known.cause);
    }

    static Step withdraw(Standing block, Release known) {
        return known == null || known.approved != null || block.released()
                ? new Step.Refused("There is no request to withdraw", List.of(block.released() ? RENEW : REQUEST))
                : new Step.Taken(known, true);
    }

    SaleUnblocked unblocked(Standing block) {
        return new SaleUnblocked(
                block.caseId(),
                block.blockId().toString(),
                block.listingId(),
                cause.name(),
                requested.by(),
                approved.by());
    }
}
