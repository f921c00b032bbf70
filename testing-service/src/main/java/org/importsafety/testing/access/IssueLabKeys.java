package org.importsafety.testing.access;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.testing.access.LabKey.Decision;
import org.importsafety.testing.access.LabKey.Step;

/** Officers ask for laboratories' keys, approve each other's and take them back; each of it is in the audit. */
@ApplicationScoped
class IssueLabKeys {
    private final Mutiny.SessionFactory sessions;
    private final Clock programme;
    private final Clock wall = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();

    IssueLabKeys(Mutiny.SessionFactory sessions, Clock clock) {
        this.sessions = sessions;
        programme = clock;
    }

    sealed interface Result {
        record NoSuchLab() implements Result {}

        record NoSuchKey() implements Result {}

        /** @param presented to be shown once: nothing can bring it back */
        record Issued(LabKey key, PresentedKey presented) implements Result {}

        record Done(LabKey key, boolean isNew) implements Result {}

        record Refused(String why, List<String> allowed) implements Result {}
    }

    /** Wall time, to the precision that is stored. */
    Instant now() {
        return wall.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Uni<Result> issue(String lab, Caller officer, Instant from, Instant to, String reason) {
        Instant now = now();
        PresentedKey presented = PresentedKey.random(random);
        LabKey key = new LabKey(
                presented.id(),
                lab,
                LabKey.hash(presented.secret()),
                from == null ? now : from,
                to,
                reason,
                new Decision(officer.sub(), now),
                null,
                null);
        return sessions.withTransaction(session -> {
            LabKeys keys = new LabKeys(session);
            return keys.isLab(lab)
                    .chain(there -> there
                            ? keys.add(key)
                                    .chain(() -> note(session, officer, "KEY_REQUESTED", key, reason))
                                    .replaceWith(new Result.Issued(key, presented))
                            : Uni.createFrom().item(new Result.NoSuchLab()));
        });
    }

    Uni<Result> approve(String lab, String id, Caller officer) {
        return step(lab, id, officer, "KEY_APPROVED", null, (key, now) -> key.approve(officer.sub(), now));
    }

    Uni<Result> revoke(String lab, String id, Caller officer, String reason) {
        return step(lab, id, officer, "KEY_REVOKED", reason, (key, now) -> key.revoke(officer.sub(), now));
    }

    private Uni<Result> step(
            String lab,
            String id,
            Caller officer,
            String action,
            String reason,
            BiFunction<LabKey, Instant, Step> decision) {
        return sessions.withTransaction(session -> {
            LabKeys keys = new LabKeys(session);
            return keys.lock(lab, id).chain(key -> {
                if (key == null) {
                    return Uni.createFrom().item(new Result.NoSuchKey());
                }
                Step step = decision.apply(key, now());
                if (step instanceof Step.Refused refused) {
                    return note(session, officer, "REFUSED", key, action + ": " + refused.why())
                            .replaceWith(new Result.Refused(refused.why(), refused.allowed()));
                }
                Step.Taken taken = (Step.Taken) step;
                Result done = new Result.Done(taken.key(), taken.isNew());
                return taken.isNew()
                        ? keys.update(taken.key())
                                .chain(() -> note(session, officer, action, key, reason))
                                .replaceWith(done)
                        : Uni.createFrom().item(done);
            });
        });
    }

    private Uni<Void> note(Mutiny.Session session, Caller officer, String action, LabKey key, String detail) {
        return new Audit(session).note(programme.instant(), officer, action, key.lab() + "/keys/" + key.id(), detail);
    }
}
