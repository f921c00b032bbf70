package org.importsafety.testing.standard;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.SessionWork;
import org.jboss.logging.Logger;

/** Puts a plan version. What was ordered against a version stays judged by it: once used it never changes. */
@ApplicationScoped
class PublishPlan {
    private static final Logger LOG = Logger.getLogger(PublishPlan.class);

    private final SessionWork work;

    enum Outcome {
        CREATED,
        REPLACED,
        UNCHANGED,
        IN_USE
    }

    PublishPlan(Mutiny.SessionFactory sessions, Messaging messaging) {
        work = new SessionWork(sessions, messaging);
    }

    Uni<Outcome> put(PlanVersion wanted) {
        return work.run((session, outbox) -> {
                    Plans plans = new Plans(session);
                    return plans.lock(wanted.plan(), wanted.version()).chain(there -> {
                        if (there == null) {
                            return plans.add(wanted).replaceWith(Outcome.CREATED);
                        }
                        if (there.equals(wanted)) {
                            return Uni.createFrom().item(Outcome.UNCHANGED);
                        }
                        return plans.isUsed(wanted.plan(), wanted.version())
                                .chain(used -> used
                                        ? Uni.createFrom().item(Outcome.IN_USE)
                                        : plans.remove(there)
                                                .chain(() -> plans.add(wanted))
                                                .replaceWith(Outcome.REPLACED));
                    });
                })
                .onFailure(ConstraintViolationException.class)
                .recoverWithItem(Outcome.IN_USE)
                .invoke(outcome -> LOG.infof("Plan %s version %d: %s", wanted.plan(), wanted.version(), outcome));
    }
}
