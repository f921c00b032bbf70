package org.importsafety.enforcement.release;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.access.Audit;
import org.importsafety.enforcement.block.LockedBlocks;
import org.importsafety.enforcement.block.Standing;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.SessionWork;

/**
 * An officer asks for a block again: one that was released, since a release can be wrong, or one that stands by in spite
 * of an upheld appeal, so that the refunds do not wait for a release that never comes. One person is enough to block.
 */
@ApplicationScoped
class RenewBlock {
    private static final String ACTION = "BLOCK_RENEWED";

    private final SessionWork work;
    private final LockedBlocks blocks;
    private final Appeals appeals;
    private final Clock clock;

    RenewBlock(Mutiny.SessionFactory sessions, Messaging messaging, LockedBlocks blocks, Appeals appeals, Clock clock) {
        this.work = new SessionWork(sessions, messaging);
        this.blocks = blocks;
        this.appeals = appeals;
        this.clock = clock;
    }

    /** What became of the wish. */
    sealed interface Outcome {
        record Renewed(SaleBlocked request) implements Outcome {}

        /** @param allowed what could be done instead */
        record Refused(String why, List<String> allowed) implements Outcome {}
    }

    /** @return null when there is no such block */
    Uni<Outcome> renew(UUID blockId, String reason, String officer) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var told = new AtomicReference<SaleBlocked>();
        return work.run((session, outbox) -> blocks.lock(session, blockId)
                        .chain(block -> block == null
                                ? Uni.createFrom().<Outcome>nullItem()
                                : appeals.upheld(session, block)
                                        .chain(upheld -> block.released() || upheld
                                                ? renewed(session, outbox, block, now)
                                                : Uni.createFrom()
                                                        .item(new Outcome.Refused(
                                                                "The block is in force", List.of(Release.REQUEST))))
                                        .call(outcome -> note(session, now, officer, blockId, outcome, reason)))
                        .invoke(outcome -> {
                            if (outcome instanceof Outcome.Renewed renewed) {
                                told.set(renewed.request());
                            }
                        }))
                .invoke(() -> blocks.told(told.get()));
    }

    private Uni<Outcome> renewed(Mutiny.Session session, Outbox outbox, Standing block, Instant now) {
        Cause cause = Cause.of("renewal|" + block.blockId() + "|" + now, now);
        return blocks.renew(session, outbox, cause, block)
                .map(event -> event == null
                        ? new Outcome.Refused("Another block of the listing is in force", List.of())
                        : new Outcome.Renewed(event));
    }

    private static Uni<Void> note(
            Mutiny.Session session, Instant now, String officer, UUID blockId, Outcome outcome, String reason) {
        Audit audit = new Audit(session);
        return outcome instanceof Outcome.Refused refused
                ? audit.note(now, officer, "REFUSED", "blocks/" + blockId, ACTION + ": " + refused.why())
                : audit.note(now, officer, ACTION, "blocks/" + blockId, reason);
    }
}
