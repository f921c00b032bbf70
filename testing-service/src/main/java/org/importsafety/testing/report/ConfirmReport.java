package org.importsafety.testing.report;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.SessionWork;
import org.importsafety.testing.access.Audit;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.order.Retest;
import org.importsafety.testing.order.TestOrder;
import org.importsafety.testing.report.RecordedReport.Refusal;
import org.importsafety.testing.standard.Plans;

/** The second person's word on a final report: it is judged and counts from then on, as if it came only now. */
@ApplicationScoped
class ConfirmReport {
    private final SessionWork work;
    private final Retest retest;
    private final Clock clock;

    ConfirmReport(Mutiny.SessionFactory sessions, Messaging messaging, Retest retest, Clock clock) {
        work = new SessionWork(sessions, messaging);
        this.retest = retest;
        this.clock = clock;
    }

    sealed interface Result {
        record NotThere(Refusal why) implements Result {}

        /** @param isNew false when it had been confirmed before */
        record Confirmed(TestOrder order, ReportId id, Verdict verdict, boolean isNew) implements Result {}

        record Refused(String why) implements Result {}
    }

    Uni<Result> confirm(RecordedReport report, Caller caller) {
        return work.run((session, outbox) -> report.lock(
                session,
                caller,
                false,
                "confirmation",
                clock.instant(),
                Result.NotThere::new,
                (order, row) -> confirm(session, outbox, order, row, caller)));
    }

    private Uni<Result> confirm(Mutiny.Session session, Outbox outbox, TestOrder order, ReportRow row, Caller caller) {
        if (row.confirmedBy != null) {
            return Uni.createFrom().item(new Result.Confirmed(order, row.id, row.judged(), false));
        }
        if (row.submittedBy == null) {
            return refused("The report needs no confirmation");
        }
        Instant now = clock.instant();
        Audit audit = new Audit(session);
        String subject = order.id().toString();
        if (row.submittedBy.equals(caller.sub())) {
            return audit.note(now, caller, "REFUSED", subject, "confirmation of the own " + row.id.inWords())
                    .chain(() -> refused("Whoever submitted the report cannot confirm it"));
        }
        Reports reports = new Reports(session);
        return new Plans(session).find(order.plan(), order.planVersion()).chain(plan -> {
            LabReport report =
                    ReportReader.read(Submission.body(row.document), plan).report();
            return reports.intake(order, report, row.id, row.recordedAt).chain(intake -> {
                if (intake instanceof Intake.Kept kept) {
                    return refused(kept.why() + "; the report stays unconfirmed");
                }
                Verdict verdict = Judgement.of(report, plan, order.items(), order.materials());
                row.confirm(caller.sub(), verdict, now);
                return session.flush()
                        .chain(() -> audit.note(now, caller, "CONFIRMED", subject, row.id.inWords()))
                        .chain(() ->
                                new ApplyReport(session, outbox, retest).apply(order, report, verdict, intake, now))
                        .replaceWith(new Result.Confirmed(order, row.id, verdict, true));
            });
        });
    }

    private static Uni<Result> refused(String why) {
        return Uni.createFrom().item(new Result.Refused(why));
    }
}
