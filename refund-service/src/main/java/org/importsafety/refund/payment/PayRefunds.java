package org.importsafety.refund.payment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.importsafety.messaging.Bell;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox.Fact;
import org.importsafety.messaging.SqlWork;
import org.importsafety.refund.RefundSettings;
import org.importsafety.refund.cases.RefundCase;
import org.importsafety.refund.payment.RecordAnswers.Answered;
import org.importsafety.refund.payment.Refund.State;
import org.jboss.logging.Logger;

/**
 * The job that pays. First the intent is committed: REQUESTED, with a lease, and RefundRequested. Then the provider is
 * asked, outside any transaction. Then the answer is committed. Whoever dies in between leaves a refund whose lease
 * runs out; then the provider is asked what became of it before anything else, always under the same id.
 *
 * <p>It is one stream: claims are made as fast as the calls take them up, and a slow call holds back only itself.
 */
@ApplicationScoped
public class PayRefunds {
    private static final Logger LOG = Logger.getLogger(PayRefunds.class);
    /** Answers that wait to be written while calls go on. */
    private static final int MOST_WAITING = 256;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final SqlWork work;
    private final Refunds refunds;
    private final PaymentRate rate;
    private final PaymentProvider provider;
    private final Clock clock;
    private final RefundSettings settings;
    private final Gathered<Answered> answers;
    private final Counter failed;
    private final AtomicReference<Circuit> circuit = new AtomicReference<>(Circuit.CLOSED);
    private final Bell bell = new Bell();
    private Cancellable running;

    PayRefunds(
            Pool pool,
            Messaging messaging,
            Refunds refunds,
            PaymentRate rate,
            PaymentProvider provider,
            RecordAnswers recordAnswers,
            Clock clock,
            RefundSettings settings,
            MeterRegistry meters) {
        work = new SqlWork(pool, messaging);
        this.refunds = refunds;
        this.rate = rate;
        this.provider = provider;
        this.clock = clock;
        this.settings = settings;
        answers = new Gathered<>(batch -> insist(recordAnswers.record(batch)));
        failed = meters.counter("refunds.failed");
        meters.gauge("refunds.provider.silent", circuit, it -> it.get().isOpen() ? 1 : 0);
    }

    /** There may be refunds to pay: look now instead of at the next poll. */
    public void wake() {
        bell.ring();
    }

    void start(@Observes StartupEvent event) {
        running = Multi.createBy()
                .repeating()
                .uni(() -> insist(claim()).call(claims -> claims.isEmpty() ? bell.await(settings.poll()) : done()))
                .indefinitely()
                .onItem()
                .transformToMultiAndConcatenate(claims -> Multi.createFrom().iterable(claims))
                .onItem()
                .transformToUni(this::ask)
                .merge(settings.inFlight())
                .onItem()
                .transformToUni(answers::add)
                .merge(MOST_WAITING)
                .onFailure()
                .invoke(failure -> LOG.error("Paying failed; what was under way is asked about later", failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .subscribe()
                .with(ignored -> {});
    }

    void stop(@Observes ShutdownEvent event) {
        running.cancel();
    }

    /** @param askedBefore the provider may know it, may even have paid it */
    private record Claim(Refund refund, boolean askedBefore) {}

    /** Whether the provider answers, as this instance sees it. */
    Circuit circuit() {
        return circuit.get();
    }

    private Uni<List<Claim>> claim() {
        Instant now = Instant.now();
        int limit = circuit.get().permits(2 * settings.inFlight(), now);
        if (limit == 0) {
            return Uni.createFrom().item(List.of());
        }
        return work.run((connection, outbox) -> refunds.claimUnanswered(
                                connection, Math.max(limit / 2, 1), settings.lease())
                        .chain(unanswered -> planned(connection, limit - unanswered.size())
                                .call(planned -> outbox.append(told(planned)))
                                .invoke(planned -> failed.increment(planned.stream()
                                        .filter(refund -> refund.state() == State.FAILED)
                                        .count()))
                                .map(planned -> claims(unanswered, planned))))
                .invoke(claims -> {
                    if (!claims.isEmpty()) {
                        circuit.updateAndGet(it -> it.tried(now));
                    }
                });
    }

    private Uni<List<Refund>> planned(SqlConnection connection, int most) {
        return rate.take(connection, most)
                .chain(payments -> payments == 0
                        ? Uni.createFrom().item(List.of())
                        : refunds.claimPlanned(connection, payments, settings.lease(), clock.instant()));
    }

    private List<Fact> told(List<Refund> planned) {
        Instant now = clock.instant();
        return planned.stream()
                .map(refund -> new Fact(
                        Cause.of(refund.attemptKey(), now).because(RefundCase.openedEventId(refund.caseId())),
                        refund.state() == State.FAILED ? refund.leftToAPerson() : refund.requested()))
                .toList();
    }

    private List<Claim> claims(List<Refund> unanswered, List<Refund> planned) {
        if (!unanswered.isEmpty()) {
            LOG.infof("Asking the provider what became of %d refunds", unanswered.size());
        }
        return Stream.concat(
                        unanswered.stream().map(refund -> new Claim(refund, true)),
                        planned.stream()
                                .filter(refund -> refund.state() == State.REQUESTED)
                                .map(refund -> new Claim(refund, false)))
                .toList();
    }

    private Uni<Answered> ask(Claim claim) {
        Refund refund = claim.refund();
        return (claim.askedBefore() ? provider.lookUpOrPay(refund) : provider.pay(refund))
                .invoke(this::note)
                .map(answer -> new Answered(refund.refundId(), answer));
    }

    private void note(Answer answer) {
        Instant now = Instant.now();
        boolean silent = answer instanceof Answer.Silence;
        Circuit before = circuit.getAndUpdate(it -> silent ? it.silent(now) : Circuit.CLOSED);
        if (silent && !before.isOpen() && circuit.get().isOpen()) {
            LOG.errorf("The payment provider does not answer: nothing is asked for until it does; %s", answer);
        } else if (!silent && before.isOpen()) {
            LOG.info("The payment provider answers again");
        }
    }

    /** While the database is away the job waits; nothing it knows is lost. */
    private static <T> Uni<T> insist(Uni<T> step) {
        return step.onFailure()
                .invoke(failure -> LOG.warnf("Paying waits, trying again: %s", failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }
}
