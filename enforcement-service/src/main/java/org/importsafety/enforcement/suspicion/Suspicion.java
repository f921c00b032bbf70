package org.importsafety.enforcement.suspicion;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.importsafety.events.EnforcementEvent.RelistingSuspected;
import org.importsafety.events.EnforcementEvent.SuspicionDecided;

/**
 * That a listing may sell a blocked product again: a question to a person, asked once for what both look like.
 *
 * @param title of the listing, as it was compared
 * @param parentBlockId the block of the product that the listing is like
 * @param blockedListingId the listing of that block, and its title as it was compared
 * @param score 0 to 100
 * @param suspectedAt programme time
 * @param decision null while it is open
 */
record Suspicion(
        UUID suspicionId,
        String listingId,
        String title,
        UUID parentBlockId,
        String blockedListingId,
        String blockedTitle,
        int score,
        List<String> reasons,
        Instant suspectedAt,
        Decision decision) {

    Suspicion {
        reasons = List.copyOf(reasons);
    }

    enum Status {
        OPEN,
        RELISTING,
        UNRELATED
    }

    /** @param outcome RELISTING or UNRELATED @param by opaque */
    record Decision(Status outcome, String by, String reason, Instant at) {}

    /** What a step comes to. */
    sealed interface Step {
        /** @param isNew false when this had been done before */
        record Taken(Suspicion suspicion, boolean isNew) implements Step {}

        /** @param allowed what could be done instead */
        record Refused(String why, List<String> allowed) implements Step {}
    }

    /** The same pair with the same looks is the same suspicion: what was answered once is not asked again. */
    static UUID id(String listingId, Likeness listing, UUID parentBlockId) {
        String name = "suspicion|" + listingId + "|" + parentBlockId + "|" + listing.print();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    Status status() {
        return decision == null ? Status.OPEN : decision.outcome();
    }

    Step decide(Decision asked) {
        if (decision == null) {
            return new Step.Taken(
                    new Suspicion(
                            suspicionId,
                            listingId,
                            title,
                            parentBlockId,
                            blockedListingId,
                            blockedTitle,
                            score,
                            reasons,
                            suspectedAt,
                            asked),
                    true);
        }
        return decision.outcome() == asked.outcome() && decision.reason().equals(asked.reason())
                ? new Step.Taken(this, false)
                : new Step.Refused("The suspicion is decided: " + status(), List.of());
    }

    /** There is nothing to block: the product is not blocked any more, or the listing is already. */
    Step overtaken() {
        return new Step.Refused(
                "Listing " + listingId + " is blocked already, or block " + parentBlockId + " has ended",
                List.of(Status.UNRELATED.name()));
    }

    RelistingSuspected suspected() {
        return new RelistingSuspected(suspicionId.toString(), listingId, parentBlockId.toString(), score, reasons);
    }

    SuspicionDecided decided() {
        return new SuspicionDecided(
                suspicionId.toString(),
                listingId,
                parentBlockId.toString(),
                decision.outcome().name(),
                decision.by(),
                decision.reason());
    }
}
