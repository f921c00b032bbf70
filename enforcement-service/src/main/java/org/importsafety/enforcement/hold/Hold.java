package org.importsafety.enforcement.hold;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.importsafety.events.EnforcementEvent.SaleHeld;

/**
 * A listing that is off sale for the time being, by a person's word and with an end: a suspicion is no verdict, so the
 * hold ends by itself unless a failing report makes it a block. Instants are programme time.
 *
 * @param territory ISO 3166-1 code: elsewhere the listing may be sold
 * @param end null until somebody or a block ended it before its time
 */
record Hold(UUID holdId, String listingId, String reason, Instant until, String territory, Decision held, End end) {

    /** @param by opaque */
    record Decision(String by, Instant at) {}

    /** @param blockId the block that the hold became, or null */
    record End(Instant at, String reason, UUID blockId) {}

    /** What a request to hold or to end comes to. */
    sealed interface Step {
        /** @param isNew false when this had been done before */
        record Taken(Hold hold, boolean isNew) implements Step {}

        /** @param allowed what could be done instead */
        record Refused(String why, List<String> allowed) implements Step {}

        record Invalid(String field, String why) implements Step {}
    }

    static Hold of(String listingId, String reason, Instant until, String territory, String by, Instant now) {
        String name = "hold|" + listingId + "|" + now;
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new Hold(id, listingId, reason, until, territory, new Decision(by, now), null);
    }

    /** A hold has an end, and not a far one: what needs longer needs a test. */
    Step place(Duration longest) {
        Instant now = held.at();
        if (!until.isAfter(now)) {
            return new Step.Invalid("until", "must be in the future");
        }
        return until.isAfter(now.plus(longest))
                ? new Step.Invalid("until", "must be within %d days".formatted(longest.toDays()))
                : new Step.Taken(this, true);
    }

    /** What a request for a hold comes to while this one is open. */
    Step insteadOf(Hold asked) {
        boolean same =
                reason.equals(asked.reason) && until.equals(asked.until) && Objects.equals(territory, asked.territory);
        return same
                ? new Step.Taken(this, false)
                : new Step.Refused(
                        "The listing is held until " + until + " already, by hold " + holdId, List.of("end"));
    }

    boolean isOpen(Instant now) {
        return end == null && until.isAfter(now);
    }

    Step end(String why, Instant now) {
        if (isOpen(now)) {
            return new Step.Taken(ended(new End(now, why, null)), true);
        }
        return end != null && end.blockId() == null && end.reason().equals(why)
                ? new Step.Taken(this, false)
                : new Step.Refused("The hold has ended", List.of());
    }

    Hold becomes(UUID blockId, Instant now) {
        return ended(new End(now, "the sale is blocked", blockId));
    }

    /** What the platform is told: how long it is to hold, or that it need not any more. */
    SaleHeld told() {
        return end == null
                ? new SaleHeld(null, listingId, until, reason, territory)
                : new SaleHeld(
                        end.blockId() == null ? null : end.blockId().toString(),
                        listingId,
                        end.at(),
                        end.reason(),
                        territory);
    }

    private Hold ended(End how) {
        return new Hold(holdId, listingId, reason, until, territory, held, how);
    }
}
