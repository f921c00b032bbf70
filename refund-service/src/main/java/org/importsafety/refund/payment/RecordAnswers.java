package org.importsafety.refund.payment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.importsafety.events.Recorded;
import org.importsafety.events.RefundEvent.RefundFailed;
import org.importsafety.events.RefundEvent.RefundSettled;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Outbox.Fact;
import org.importsafety.messaging.SqlWork;
import org.importsafety.refund.RefundSettings;
import org.importsafety.refund.cases.Shortages;
import org.importsafety.refund.interest.OweInterest;
import org.importsafety.refund.payment.Refund.Effect;
import org.importsafety.refund.payment.Refund.State;
import org.importsafety.refund.payment.Refunds.Decision;
import org.jboss.logging.Logger;

/** What the provider answered, or told by itself, decides refunds: many in one transaction, each only once. */
@ApplicationScoped
class RecordAnswers {
    private static final Logger LOG = Logger.getLogger(RecordAnswers.class);

    private final SqlWork work;
    private final Refunds refunds;
    private final OweInterest oweInterest;
    private final Clock clock;
    private final RefundSettings settings;
    private final Shortages shortages;
    private final Counter settled;
    private final Counter failed;

    RecordAnswers(
            Pool pool,
            Messaging messaging,
            Refunds refunds,
            OweInterest oweInterest,
            Clock clock,
            RefundSettings settings,
            Shortages shortages,
            MeterRegistry meters) {
        work = new SqlWork(pool, messaging);
        this.refunds = refunds;
        this.oweInterest = oweInterest;
        this.clock = clock;
        this.settings = settings;
        this.shortages = shortages;
        settled = meters.counter("refunds.settled");
        failed = meters.counter("refunds.failed");
    }

    /** An answer and the refund that it is about. */
    record Answered(UUID refundId, Answer answer) {}

    /** @return the state that each refund is in now; one that does not exist is left out */
    Uni<Map<UUID, State>> record(List<Answered> answers) {
        return work.run((connection, outbox) -> refunds.lock(
                                connection,
                                answers.stream().map(Answered::refundId).toList())
                        .map(locked -> decide(locked, answers))
                        .call(outcome -> write(connection, outbox, outcome)))
                .invoke(outcome -> {
                    settled.increment(outcome.count(State.SETTLED));
                    failed.increment(outcome.count(State.FAILED));
                })
                .call(outcome -> pause(outcome.unfunded()))
                .map(Outcome::states);
    }

    /** A refund that there is no balance for. */
    private record Unfunded(Refund refund, Long available) {}

    /** @param again decisions about refunds that were decided before */
    private record Outcome(
            Map<UUID, State> states,
            List<Decision> decisions,
            List<Fact> facts,
            List<UUID> again,
            List<UUID> undecided,
            List<Unfunded> unfunded) {
        long count(State state) {
            return decisions.stream()
                    .filter(decision -> decision.state() == state)
                    .count();
        }

        List<UUID> settled() {
            return decisions.stream()
                    .filter(decision -> decision.state() == State.SETTLED)
                    .map(Decision::refundId)
                    .toList();
        }
    }

    private Outcome decide(List<Refund> locked, List<Answered> answers) {
        Map<UUID, Refund> byId = new HashMap<>();
        locked.forEach(refund -> byId.put(refund.refundId(), refund));
        List<Decision> decisions = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        List<UUID> again = new ArrayList<>();
        List<UUID> undecided = new ArrayList<>();
        List<Unfunded> unfunded = new ArrayList<>();
        Instant now = clock.instant();
        for (Answered answered : answers) {
            Refund refund = byId.get(answered.refundId());
            Effect effect = refund == null ? new Effect.Nothing() : refund.after(answered.answer());
            if (effect instanceof Effect.Final decided) {
                byId.put(refund.refundId(), refund.in(decided.state()));
                decisions.add(decision(refund.refundId(), decided));
                if (refund.state() != State.REQUESTED) {
                    again.add(refund.refundId());
                }
                facts.add(new Fact(
                        Cause.of(refund.attemptKey(), now).because(Recorded.id("RefundRequested", refund.attemptKey())),
                        decided.event()));
            } else if (effect instanceof Effect.AskAgain) {
                undecided.add(refund.refundId());
            } else if (effect instanceof Effect.WaitForBalance wait) {
                unfunded.add(new Unfunded(refund, wait.available()));
            } else if (effect instanceof Effect.Contradiction contradiction) {
                LOG.warnf("Refund %s: the provider says %s", refund.refundId(), contradiction.what());
            }
        }
        Map<UUID, State> states = new HashMap<>();
        byId.forEach((id, refund) -> states.put(id, refund.state()));
        return new Outcome(states, decisions, facts, again, undecided, unfunded);
    }

    private static Decision decision(UUID refundId, Effect.Final decided) {
        String providerRef = decided.event() instanceof RefundSettled it ? it.providerRef() : null;
        String reason = decided.event() instanceof RefundFailed it ? it.reason() : null;
        return new Decision(refundId, decided.state(), providerRef, reason);
    }

    private Uni<Void> write(SqlConnection connection, Outbox outbox, Outcome outcome) {
        return unlessEmpty(
                        outcome.undecided(),
                        ids -> refunds.askAgain(connection, ids, settings.askAgain(), settings.mostQuestions()))
                .chain(() -> unlessEmpty(
                        outcome.unfunded().stream()
                                .map(it -> it.refund().refundId())
                                .toList(),
                        ids -> refunds.await(connection, ids, settings.balanceAgain())))
                .chain(() -> unlessEmpty(
                        outcome.decisions(), decisions -> refunds.decide(connection, decisions, clock.instant())))
                .chain(() -> unlessEmpty(outcome.again(), ids -> refunds.reopenCases(connection, ids)))
                .chain(() -> outbox.append(outcome.facts()))
                .chain(() -> oweInterest.onSettled(connection, outbox, outcome.settled()));
    }

    private static <T> Uni<Void> unlessEmpty(List<T> items, Function<List<T>, Uni<Void>> write) {
        return items.isEmpty() ? Uni.createFrom().voidItem() : write.apply(items);
    }

    /** In a transaction of its own, since others hold a case first and its refunds then; the first of a case counts. */
    private Uni<Void> pause(List<Unfunded> unfunded) {
        return Multi.createFrom()
                .iterable(unfunded)
                .onItem()
                .transformToUniAndConcatenate(it -> shortages.begin(
                        it.refund().caseId(),
                        it.refund().refundId(),
                        it.refund().currency(),
                        it.available()))
                .collect()
                .last();
    }
}
