package org.importsafety.testing.report;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.SessionWork;
import org.importsafety.rest.FieldError;
import org.importsafety.testing.access.Audit;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.order.Retest;
import org.importsafety.testing.order.TestOrder;
import org.importsafety.testing.order.TestOrders;
import org.importsafety.testing.report.LabReport.Status;
import org.importsafety.testing.standard.PinnedPlans;
import org.importsafety.testing.standard.PlanVersion;
import org.jboss.logging.Logger;

/**
 * Takes a laboratory's report in and judges it: the report, the end of the order and the verdict's event, or nothing.
 * The checks come in the order that the interface promises.
 */
@ApplicationScoped
class RecordReport {
    private static final Logger LOG = Logger.getLogger(RecordReport.class);

    private final SessionWork work;
    private final PinnedPlans plans;
    private final Retest retest;
    private final Clock clock;
    private final MeterRegistry meters;
    /** Whether a final report counts only once another person of the laboratory, or an officer, has confirmed it. */
    private final Supplier<Boolean> secondPersonCheck;

    RecordReport(
            Mutiny.SessionFactory sessions,
            Messaging messaging,
            PinnedPlans plans,
            Retest retest,
            Clock clock,
            MeterRegistry meters,
            @ConfigProperty(name = "testing.second-person-check", defaultValue = "false")
                    Supplier<Boolean> secondPersonCheck) {
        work = new SessionWork(sessions, messaging);
        this.plans = plans;
        this.retest = retest;
        this.clock = clock;
        this.meters = meters;
        this.secondPersonCheck = secondPersonCheck;
    }

    sealed interface Result {
        record OrderNotFound() implements Result {}

        record OrderNotYours() implements Result {}

        record Invalid(List<FieldError> errors) implements Result {}

        /** @param isNew false when this very report had been recorded before */
        record Recorded(TestOrder order, ReportId id, Verdict verdict, boolean isNew) implements Result {}

        /** It counts once another person has confirmed it. */
        record Submitted(TestOrder order, ReportId id, Verdict verdict) implements Result {}

        /** The number and revision are another report's. */
        record OtherContent() implements Result {}

        /** In quarantine: the order as it is takes no such report. */
        record Kept(String why) implements Result {}
    }

    Uni<Result> record(UUID orderId, Caller caller, Submission submission) {
        return work.run((session, outbox) -> new TestOrders(session)
                        .lock(orderId)
                        .chain(order -> {
                            if (order == null) {
                                return Uni.createFrom().item(new Result.OrderNotFound());
                            }
                            if (!caller.mayWorkFor(order.lab())) {
                                return new Audit(session)
                                        .note(clock.instant(), caller, "REFUSED", orderId.toString(), "report")
                                        .replaceWith(new Result.OrderNotYours());
                            }
                            return plans.find(session, order.plan(), order.planVersion())
                                    .chain(plan -> read(session, outbox, order, plan, caller, submission));
                        }))
                .onFailure(ConstraintViolationException.class)
                .recoverWithItem(new Result.OtherContent())
                .invoke(this::tell);
    }

    private Uni<Result> read(
            Mutiny.Session session,
            Outbox outbox,
            TestOrder order,
            PlanVersion plan,
            Caller caller,
            Submission submission) {
        ReportReader.Reading reading = ReportReader.read(submission.body(), plan);
        List<FieldError> errors = submission.errors(reading.errors());
        if (!errors.isEmpty()) {
            return Uni.createFrom().item(new Result.Invalid(errors));
        }
        LabReport report = reading.report();
        ReportId id = new ReportId(order.lab(), report.reportNo(), report.revision());
        Reports reports = new Reports(session);
        return reports.known(order.id(), id).chain(known -> {
            if (known.stream().anyMatch(one -> one.id().equals(id))) {
                return reports.find(id).map(before -> repeated(order, before, submission));
            }
            Verdict verdict = Judgement.of(report, plan, order.items(), order.materials());
            Instant now = clock.instant();
            ReportRow row = new ReportRow(id, order.id(), report, submission, verdict, now);
            return reports.intake(order, report, known, now).chain(intake -> {
                if (intake instanceof Intake.Kept kept) {
                    return reports.quarantine(row, kept.why()).replaceWith(new Result.Kept(kept.why()));
                }
                if (secondPersonCheck.get() && report.status() == Status.FINAL) {
                    row.awaitConfirmation(caller.sub());
                    return reports.add(row, report)
                            .chain(() -> new Audit(session)
                                    .note(now, caller, "SUBMITTED", order.id().toString(), id.inWords()))
                            .replaceWith(new Result.Submitted(order, id, row.judged()));
                }
                return reports.add(row, report)
                        .chain(() ->
                                new ApplyReport(session, outbox, retest).apply(order, report, verdict, intake, now))
                        .replaceWith(new Result.Recorded(order, id, verdict, true));
            });
        });
    }

    private static Result repeated(TestOrder order, ReportRow before, Submission submission) {
        return before.contentHash.equals(submission.hash())
                ? new Result.Recorded(order, before.id, before.judged(), false)
                : new Result.OtherContent();
    }

    private void tell(Result result) {
        if (result instanceof Result.Recorded recorded && recorded.isNew()) {
            Verdict verdict = recorded.verdict();
            meters.counter("testing.verdicts", "outcome", verdict.outcome().name())
                    .increment();
            LOG.infof(
                    "%s: %s revision %d of %s says %s%s",
                    recorded.order().caseId(),
                    recorded.id().reportNo(),
                    recorded.id().revision(),
                    recorded.id().lab(),
                    verdict.outcome(),
                    verdict.reason() == null ? "" : ", " + verdict.reason());
        }
    }
}
