package org.importsafety.testing.standard;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.SessionWork;
import org.importsafety.rest.FieldError;
import org.importsafety.testing.access.Audit;
import org.importsafety.testing.access.Caller;
import org.jboss.logging.Logger;

/** Puts a plan version. What was ordered against a version stays judged by it: once used it never changes. */
@ApplicationScoped
class PublishPlan {
    private static final Logger LOG = Logger.getLogger(PublishPlan.class);

    private final SessionWork work;
    private final Clock clock;

    sealed interface Result {
        record Done(Outcome outcome) implements Result {}

        /** It cannot stand beside the versions that are there. */
        record Clashes(List<FieldError> errors) implements Result {}
    }

    enum Outcome {
        CREATED,
        REPLACED,
        UNCHANGED,
        IN_USE
    }

    PublishPlan(Mutiny.SessionFactory sessions, Messaging messaging, Clock clock) {
        work = new SessionWork(sessions, messaging);
        this.clock = clock;
    }

    Uni<Result> put(PlanVersion wanted, Caller caller) {
        return work.<Result>run((session, outbox) -> {
                    Plans plans = new Plans(session);
                    return plans.putAlone()
                            .chain(() -> plans.lock(wanted.plan(), wanted.version()))
                            .chain(there -> plans.timetable().chain(timetable -> {
                                List<FieldError> clashes = clashes(wanted, timetable);
                                return clashes.isEmpty()
                                        ? put(session, there, wanted, caller).map(Result.Done::new)
                                        : Uni.createFrom().item(new Result.Clashes(clashes));
                            }));
                })
                .onFailure(ConstraintViolationException.class)
                .recoverWithItem(new Result.Done(Outcome.IN_USE))
                .invoke(result -> LOG.infof("Plan %s version %d: %s", wanted.plan(), wanted.version(), result));
    }

    private static List<FieldError> clashes(PlanVersion wanted, Timetable timetable) {
        List<FieldError> clashes = new ArrayList<>();
        timetable
                .outOfOrder(wanted)
                .ifPresent(other -> clashes.add(new FieldError(
                        "from",
                        "versions begin in their order, and version " + other.version() + " begins " + other.from())));
        timetable
                .competitor(wanted)
                .ifPresent(other -> clashes.add(new FieldError(
                        "categories",
                        "the plan " + other.plan() + " version " + other.version()
                                + " is for some of them, for the same ages and days")));
        return clashes;
    }

    private Uni<Outcome> put(Mutiny.Session session, PlanVersion there, PlanVersion wanted, Caller caller) {
        return store(new Plans(session), there, wanted).call(outcome -> new Audit(session)
                .note(clock.instant(), caller, "PLAN_PUT", wanted.plan() + "/" + wanted.version(), outcome.name()));
    }

    /** @param there the version as it is, locked, or null */
    private static Uni<Outcome> store(Plans plans, PlanVersion there, PlanVersion wanted) {
        if (there == null) {
            return plans.add(wanted).replaceWith(Outcome.CREATED);
        }
        if (there.equals(wanted)) {
            return Uni.createFrom().item(Outcome.UNCHANGED);
        }
        return plans.isUsed(wanted.plan(), wanted.version())
                .chain(used -> used
                        ? Uni.createFrom().item(Outcome.IN_USE)
                        : plans.remove(there).chain(() -> plans.add(wanted)).replaceWith(Outcome.REPLACED));
    }
}
