package org.importsafety.refund.cases;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.importsafety.events.RefundEvent;
import org.importsafety.events.RefundEvent.RefundCasePaused;
import org.importsafety.events.RefundEvent.RefundCaseResumed;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.SqlWork;
import org.importsafety.refund.access.Audit;
import org.importsafety.refund.cases.CasePauses.Locked;
import org.importsafety.refund.cases.Pause.Step;
import org.importsafety.refund.payment.PayRefunds;

/** An officer pauses a case and lets it go on: nothing is asked for in between, and what was asked for goes to its end. */
@ApplicationScoped
class PauseCase {
    private final SqlWork work;
    private final CasePauses pauses;
    private final Audit audit;
    private final PayRefunds payRefunds;
    private final Clock clock;

    PauseCase(Pool pool, Messaging messaging, CasePauses pauses, Audit audit, PayRefunds payRefunds, Clock clock) {
        work = new SqlWork(pool, messaging);
        this.pauses = pauses;
        this.audit = audit;
        this.payRefunds = payRefunds;
        this.clock = clock;
    }

    /** @return null when there is no such case, as of resume */
    Uni<Step> pause(String caseId, String reason, String by) {
        Decision asked = decision(by, reason);
        return act(
                caseId,
                "CASE_PAUSED",
                asked,
                it -> Pause.begin(it.complete(), it.pause(), asked),
                it -> new RefundCasePaused(caseId, it.listingId(), by, reason));
    }

    Uni<Step> resume(String caseId, String reason, String by) {
        Decision asked = decision(by, reason);
        return act(
                        caseId,
                        "CASE_RESUMED",
                        asked,
                        it -> Pause.end(it.pause(), asked),
                        it -> new RefundCaseResumed(caseId, it.listingId(), by, reason))
                .invoke(payRefunds::wake);
    }

    private Uni<Step> act(
            String caseId,
            String action,
            Decision asked,
            Function<Locked, Step> rule,
            Function<Locked, RefundEvent> event) {
        return work.run((connection, outbox) -> pauses.lock(connection, caseId).chain(locked -> {
            if (locked == null) {
                return Uni.createFrom().nullItem();
            }
            Step step = rule.apply(locked);
            if (step instanceof Step.Refused refused) {
                return note(connection, caseId, asked, "REFUSED", action + ": " + refused.why())
                        .replaceWith(step);
            }
            Step.Taken taken = (Step.Taken) step;
            return taken.isNew()
                    ? carryOut(connection, outbox, caseId, action, asked, taken.pause(), event.apply(locked))
                            .replaceWith(step)
                    : Uni.createFrom().item(step);
        }));
    }

    private Uni<Void> carryOut(
            SqlConnection connection,
            Outbox outbox,
            String caseId,
            String action,
            Decision asked,
            Pause pause,
            RefundEvent event) {
        return pauses.put(connection, caseId, pause)
                .chain(() -> outbox.append(Cause.of(action + "|" + caseId + "|" + asked.at(), asked.at()), event))
                .chain(() -> note(connection, caseId, asked, action, asked.reason()));
    }

    private Uni<Void> note(SqlConnection connection, String caseId, Decision asked, String action, String detail) {
        return audit.note(connection, asked.at(), asked.by(), action, "refund-cases/" + caseId, detail);
    }

    private Decision decision(String by, String reason) {
        return new Decision(by, reason, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
