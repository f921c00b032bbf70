package org.importsafety.enforcement.hold;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.EnforcementSettings;
import org.importsafety.enforcement.access.Audit;
import org.importsafety.enforcement.hold.Hold.Step;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.SessionWork;

/** An officer takes a listing off sale for a while, or ends that; a block of the listing takes the hold's place. */
@ApplicationScoped
public class HoldSale {
    private final SessionWork work;
    private final Holds holds;
    private final Clock clock;
    private final Duration longest;

    HoldSale(
            Mutiny.SessionFactory sessions,
            Messaging messaging,
            Holds holds,
            Clock clock,
            EnforcementSettings settings) {
        this.work = new SessionWork(sessions, messaging);
        this.holds = holds;
        this.clock = clock;
        this.longest = settings.longestHold();
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    Uni<Step> place(String listingId, String reason, Instant until, String territory, String by) {
        Hold asked = Hold.of(listingId, reason, until, territory, by, now());
        return work.run((session, outbox) -> placed(session, asked)
                .call(step -> told(
                        session,
                        outbox,
                        step,
                        "SALE_HELD",
                        asked.listingId(),
                        by,
                        asked.held().at())));
    }

    private Uni<Step> placed(Mutiny.Session session, Hold asked) {
        return holds.lockOpen(session, asked.listingId()).chain(open -> {
            if (open != null && open.isOpen(asked.held().at())) {
                return Uni.createFrom().item(open.insteadOf(asked));
            }
            Step step = asked.place(longest);
            return step instanceof Step.Taken
                    ? holds.isKnown(session, asked.listingId())
                            .chain(known -> known
                                    ? placedNow(session, asked)
                                    : Uni.createFrom().item(new Step.Invalid("listingId", "is of no known listing")))
                    : Uni.createFrom().item(step);
        });
    }

    private Uni<Step> placedNow(Mutiny.Session session, Hold asked) {
        return holds.isBlocked(session, asked.listingId())
                .chain(blocked -> blocked
                        ? Uni.createFrom().item(new Step.Refused("The sale of the listing is blocked", List.of()))
                        : holds.place(session, asked)
                                .map(placed -> placed
                                        ? new Step.Taken(asked, true)
                                        : new Step.Refused("The listing is being held already", List.of())));
    }

    /** @return null when there is no such hold */
    Uni<Step> end(UUID holdId, String reason, String by) {
        Instant now = now();
        return work.run((session, outbox) -> holds.lock(session, holdId).chain(hold -> {
            if (hold == null) {
                return Uni.createFrom().nullItem();
            }
            Step step = hold.end(reason, now);
            Uni<Void> ended = step instanceof Step.Taken taken && taken.isNew()
                    ? holds.end(session, taken.hold())
                    : Uni.createFrom().voidItem();
            return ended.chain(() -> told(session, outbox, step, "HOLD_ENDED", hold.listingId(), by, now))
                    .replaceWith(step);
        }));
    }

    private static Uni<Void> told(
            Mutiny.Session session, Outbox outbox, Step step, String action, String listingId, String by, Instant now) {
        Audit audit = new Audit(session);
        String subject = "listings/" + listingId;
        if (step instanceof Step.Refused refused) {
            return audit.note(now, by, "REFUSED", subject, action + ": " + refused.why());
        }
        if (!(step instanceof Step.Taken taken) || !taken.isNew()) {
            return Uni.createFrom().voidItem();
        }
        Hold hold = taken.hold();
        String reason = hold.end() == null ? hold.reason() : hold.end().reason();
        return outbox.append(cause(hold, now), hold.told()).chain(() -> audit.note(now, by, action, subject, reason));
    }

    /** The listing is blocked in this transaction: a hold of it becomes the block. */
    public Uni<Void> becomes(Mutiny.Session session, Outbox outbox, Cause cause, SaleBlocked block) {
        return holds.lockOpen(session, block.listingId()).chain(hold -> {
            if (hold == null) {
                return Uni.createFrom().voidItem();
            }
            Hold ended = hold.becomes(UUID.fromString(block.blockId()), cause.at());
            return holds.end(session, ended).chain(() -> outbox.append(cause, ended.told()));
        });
    }

    private static Cause cause(Hold hold, Instant now) {
        return Cause.of("hold|" + hold.holdId() + (hold.end() == null ? "" : "|end"), now);
    }
}
