package org.importsafety.enforcement.release;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.access.Audit;
import org.importsafety.enforcement.block.LockedBlocks;
import org.importsafety.enforcement.block.Standing;
import org.importsafety.enforcement.release.Release.Decision;
import org.importsafety.enforcement.release.Release.Grounds;
import org.importsafety.enforcement.release.Release.Step;
import org.importsafety.events.EnforcementEvent.SaleUnblocked;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.SessionWork;

/** An officer asks to end a block, and another person approves; the block's row is the lock of all of it. */
@ApplicationScoped
class ReleaseBlock {
    private final SessionWork work;
    private final LockedBlocks blocks;
    private final Releases releases;
    private final Appeals appeals;
    private final Clock clock;

    ReleaseBlock(
            Mutiny.SessionFactory sessions,
            Messaging messaging,
            LockedBlocks blocks,
            Releases releases,
            Appeals appeals,
            Clock clock) {
        this.work = new SessionWork(sessions, messaging);
        this.blocks = blocks;
        this.releases = releases;
        this.appeals = appeals;
        this.clock = clock;
    }

    /** @return what was asked for since the block was asked for; null for nothing */
    Uni<Release> find(UUID blockId) {
        return work.run((session, outbox) -> blocks.lock(session, blockId)
                .chain(block ->
                        block == null ? Uni.createFrom().nullItem() : releases.find(session, blockId, block.since())));
    }

    private interface Act {
        Uni<Step> on(Mutiny.Session session, Outbox outbox, Grounds grounds, Release known);
    }

    /** @return null when there is no such block, as of the other steps */
    Uni<Step> request(UUID blockId, Release.Cause cause, String reason, String by) {
        Release asked = new Release(cause, reason, new Decision(by, now()), null);
        return act(blockId, (session, outbox, grounds, known) -> {
            Step step = Release.request(grounds, known, asked);
            return isNew(step)
                    ? releases.put(session, blockId, asked)
                            .chain(() -> note(
                                    session, asked.requested(), "RELEASE_REQUESTED", blockId, cause + ": " + reason))
                            .replaceWith(step)
                    : refused(session, asked.requested(), "RELEASE_REQUESTED", blockId, step);
        });
    }

    /** @param reason null where the approver gives none */
    Uni<Step> approve(UUID blockId, String reason, String by) {
        Decision approval = new Decision(by, now());
        var told = new AtomicReference<SaleUnblocked>();
        return act(blockId, (session, outbox, grounds, known) -> {
                    Step step = Release.approve(grounds, known, by, approval.at());
                    return isNew(step)
                            ? carryOut(session, outbox, grounds.block(), ((Step.Taken) step).release())
                                    .invoke(told::set)
                                    .chain(() -> note(session, approval, "RELEASE_APPROVED", blockId, reason))
                                    .replaceWith(step)
                            : refused(session, approval, "RELEASE_APPROVED", blockId, step);
                })
                .invoke(() -> {
                    if (told.get() != null) {
                        blocks.told(told.get());
                    }
                });
    }

    private Uni<SaleUnblocked> carryOut(Mutiny.Session session, Outbox outbox, Standing block, Release release) {
        Cause cause = Cause.of(
                "release|" + block.blockId() + "|" + release.requested().at(),
                release.approved().at());
        SaleUnblocked event = release.unblocked(block);
        return releases.put(session, block.blockId(), release)
                .chain(() -> blocks.end(session, outbox, cause, event))
                .replaceWith(event);
    }

    /** @param reason null where the officer gives none */
    Uni<Step> withdraw(UUID blockId, String reason, String by) {
        Decision withdrawal = new Decision(by, now());
        return act(blockId, (session, outbox, grounds, known) -> {
            Step step = Release.withdraw(grounds.block(), known);
            return isNew(step)
                    ? releases.remove(session, blockId)
                            .chain(() -> note(session, withdrawal, "RELEASE_WITHDRAWN", blockId, reason))
                            .replaceWith(step)
                    : refused(session, withdrawal, "RELEASE_WITHDRAWN", blockId, step);
        });
    }

    private Uni<Step> act(UUID blockId, Act act) {
        return work.run((session, outbox) -> blocks.lock(session, blockId)
                .chain(block -> block == null
                        ? Uni.createFrom().nullItem()
                        : appeals.upheld(session, block).chain(upheld -> releases.find(session, blockId, block.since())
                                .chain(known -> act.on(session, outbox, new Grounds(block, upheld), known)))));
    }

    private static boolean isNew(Step step) {
        return step instanceof Step.Taken taken && taken.isNew();
    }

    private static Uni<Step> refused(Mutiny.Session session, Decision who, String action, UUID blockId, Step step) {
        String why = step instanceof Step.SecondPersonNeeded
                ? "the same person asked for it"
                : step instanceof Step.Refused refused ? refused.why() : null;
        return why == null
                ? Uni.createFrom().item(step)
                : note(session, who, "REFUSED", blockId, action + ": " + why).replaceWith(step);
    }

    private static Uni<Void> note(Mutiny.Session session, Decision who, String action, UUID blockId, String detail) {
        return new Audit(session).note(who.at(), who.by(), action, "blocks/" + blockId, detail);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
