package org.importsafety.enforcement.release;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.EnforcementSettings;
import org.importsafety.enforcement.access.Audit;
import org.importsafety.enforcement.block.LockedBlocks;
import org.importsafety.enforcement.release.Appeal.Decision;
import org.importsafety.enforcement.release.Appeal.Status;
import org.importsafety.enforcement.release.Appeal.Step;
import org.importsafety.events.EnforcementEvent;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.SessionWork;

/** The platform brings a seller's appeal, and an officer decides it; the block's row is the lock of both. */
@ApplicationScoped
class HearAppeal {
    private final SessionWork work;
    private final LockedBlocks blocks;
    private final Appeals appeals;
    private final Clock clock;
    private final Duration window;

    HearAppeal(
            Mutiny.SessionFactory sessions,
            Messaging messaging,
            LockedBlocks blocks,
            Appeals appeals,
            Clock clock,
            EnforcementSettings settings) {
        this.work = new SessionWork(sessions, messaging);
        this.blocks = blocks;
        this.appeals = appeals;
        this.clock = clock;
        this.window = settings.appealWindow();
    }

    /** @param by null: the seller's @param caller who brings it @return null when there is no such block */
    Uni<Step> open(UUID blockId, String by, String reason, String evidence, String caller) {
        Instant now = now();
        return work.run((session, outbox) -> blocks.lock(session, blockId)
                .chain(block -> block == null
                        ? Uni.createFrom().nullItem()
                        : appeals.against(session, blockId).chain(others -> {
                            Appeal asked = Appeal.against(block, others.size() + 1, by, reason, evidence, now);
                            Step step = asked.open(block, others, window);
                            Uni<Void> added = isNew(step) ? appeals.add(session, asked) : done();
                            return added.chain(() -> told(session, outbox, step, asked.opened(), asked, caller, now));
                        })));
    }

    /** @return null when there is no such appeal */
    Uni<Step> decide(UUID appealId, Status outcome, String reason, String officer) {
        Instant now = now();
        return work.run((session, outbox) -> appeals.blockOf(session, appealId)
                .chain(blockId -> blockId == null
                        ? Uni.createFrom().nullItem()
                        : blocks.lock(session, blockId)
                                .chain(() -> appeals.find(session, appealId))
                                .chain(appeal ->
                                        decide(session, outbox, appeal, new Decision(outcome, officer, reason, now)))));
    }

    private Uni<Step> decide(Mutiny.Session session, Outbox outbox, Appeal appeal, Decision asked) {
        Step step = appeal.decide(asked);
        if (!isNew(step)) {
            return told(session, outbox, step, null, appeal, asked.by(), asked.at());
        }
        Appeal decided = ((Step.Taken) step).appeal();
        return appeals.decide(session, decided)
                .chain(() -> told(session, outbox, step, decided.decided(), decided, asked.by(), asked.at()));
    }

    /** Tells the event and notes who did it, or notes what was refused. */
    private static Uni<Step> told(
            Mutiny.Session session,
            Outbox outbox,
            Step step,
            EnforcementEvent event,
            Appeal appeal,
            String who,
            Instant now) {
        Audit audit = new Audit(session);
        String subject = "blocks/" + appeal.blockId();
        if (step instanceof Step.Refused refused) {
            return audit.note(now, who, "REFUSED", subject, "APPEAL: " + refused.why())
                    .replaceWith(step);
        }
        if (!isNew(step)) {
            return Uni.createFrom().item(step);
        }
        boolean isOpen = appeal.decision() == null;
        String action = isOpen ? "APPEAL_OPENED" : "APPEAL_" + appeal.status();
        String reason = isOpen ? appeal.reason() : appeal.decision().reason();
        return outbox.append(Cause.of(appeal.appealId().toString(), now), event)
                .chain(() -> audit.note(now, who, action, subject, reason))
                .replaceWith(step);
    }

    private static boolean isNew(Step step) {
        return step instanceof Step.Taken taken && taken.isNew();
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
