package org.importsafety.enforcement.suspicion;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.access.Audit;
import org.importsafety.enforcement.block.LockedBlocks;
import org.importsafety.enforcement.block.RelistedBlocks;
import org.importsafety.enforcement.suspicion.Suspicion.Decision;
import org.importsafety.enforcement.suspicion.Suspicion.Status;
import org.importsafety.enforcement.suspicion.Suspicion.Step;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.Recorded;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.SessionWork;

/** An officer says whether a listing is the blocked product again; if so it is blocked as one that has its key. */
@ApplicationScoped
class DecideSuspicion {
    private final SessionWork work;
    private final Suspicions suspicions;
    private final RelistedBlocks relisted;
    private final LockedBlocks blocks;
    private final Clock clock;

    DecideSuspicion(
            Mutiny.SessionFactory sessions,
            Messaging messaging,
            Suspicions suspicions,
            RelistedBlocks relisted,
            LockedBlocks blocks,
            Clock clock) {
        this.work = new SessionWork(sessions, messaging);
        this.suspicions = suspicions;
        this.relisted = relisted;
        this.blocks = blocks;
        this.clock = clock;
    }

    /** @return null when there is no such suspicion */
    Uni<Step> decide(UUID suspicionId, Status outcome, String reason, String officer) {
        Decision asked = new Decision(outcome, officer, reason, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var told = new AtomicReference<SaleBlocked>();
        return work.run((session, outbox) -> suspicions
                        .lock(session, suspicionId)
                        .chain(suspicion -> suspicion == null
                                ? Uni.createFrom().nullItem()
                                : decide(session, outbox, suspicion, asked, told)))
                .invoke(() -> {
                    if (told.get() != null) {
                        blocks.told(told.get());
                    }
                });
    }

    private Uni<Step> decide(
            Mutiny.Session session,
            Outbox outbox,
            Suspicion suspicion,
            Decision asked,
            AtomicReference<SaleBlocked> told) {
        Step step = suspicion.decide(asked);
        if (!(step instanceof Step.Taken taken)) {
            return refused(session, suspicion, step, asked);
        }
        if (!taken.isNew()) {
            return Uni.createFrom().item(step);
        }
        if (asked.outcome() == Status.UNRELATED) {
            return done(session, outbox, taken);
        }
        return block(session, outbox, taken.suspicion()).chain(blocked -> {
            told.set(blocked);
            return blocked == null
                    ? refused(session, suspicion, suspicion.overtaken(), asked)
                    : done(session, outbox, taken);
        });
    }

    private Uni<SaleBlocked> block(Mutiny.Session session, Outbox outbox, Suspicion decided) {
        UUID decision = Recorded.id(decided.decided().type(), key(decided));
        return relisted.block(
                session,
                outbox,
                decided.listingId(),
                decided.parentBlockId(),
                decided.decision().at(),
                decision,
                false);
    }

    private Uni<Step> done(Mutiny.Session session, Outbox outbox, Step.Taken taken) {
        Suspicion decided = taken.suspicion();
        Decision decision = decided.decision();
        UUID suspected = Recorded.id(decided.suspected().type(), key(decided));
        return suspicions
                .decide(session, decided)
                .chain(() -> outbox.append(Cause.of(key(decided), decision.at()).because(suspected), decided.decided()))
                .chain(() -> new Audit(session)
                        .note(
                                decision.at(),
                                decision.by(),
                                "SUSPICION_" + decided.status(),
                                subject(decided),
                                decision.reason()))
                .replaceWith(taken);
    }

    private static Uni<Step> refused(Mutiny.Session session, Suspicion suspicion, Step step, Decision asked) {
        Step.Refused refused = (Step.Refused) step;
        String detail = asked.outcome() + ": " + refused.why();
        return new Audit(session)
                .note(asked.at(), asked.by(), "REFUSED", subject(suspicion), detail)
                .replaceWith(step);
    }

    private static String key(Suspicion suspicion) {
        return suspicion.suspicionId().toString();
    }

    private static String subject(Suspicion suspicion) {
        return "listings/" + suspicion.listingId();
    }
}
