package org.importsafety.enforcement.block;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.block.Answer.Reading;
import org.importsafety.enforcement.block.Block.Decision;
import org.importsafety.events.BlockReportEvent.BlockReported;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Received;
import org.importsafety.messaging.SessionWork;
import org.jboss.logging.Logger;

/** The platform's answer to a request to block, by Kafka or by REST; each is applied once. */
@ApplicationScoped
class RecordAnswer {
    private static final Logger LOG = Logger.getLogger(RecordAnswer.class);

    private final SessionWork work;
    private final Blocks blocks;
    private final Clock clock;
    private final MeterRegistry meters;

    RecordAnswer(
            Mutiny.SessionFactory sessions, Messaging messaging, Blocks blocks, Clock clock, MeterRegistry meters) {
        this.work = new SessionWork(sessions, messaging);
        this.blocks = blocks;
        this.clock = clock;
        this.meters = meters;
    }

    /** What became of an answer. */
    sealed interface Outcome {
        /** @param status where the block stands now */
        record Recorded(String caseId, Decision decision, String status) implements Outcome {}

        record Repeated(String status) implements Outcome {}

        /** The id was used before, for another answer. */
        record Contradicting() implements Outcome {}

        record UnknownBlock() implements Outcome {}
    }

    /** An answer that cannot be applied fails, and is parked by the caller. */
    Uni<Void> reported(Received<BlockReported> received) {
        BlockReported it = received.event();
        var reading = Answer.read(received.eventId().toString(), it.status(), it.skus(), it.reportedAt(), it.note());
        if (reading instanceof Reading.Invalid invalid) {
            throw new IllegalArgumentException("BlockReported is invalid: " + invalid.problems());
        }
        Answer answer = ((Reading.Read) reading).answer();
        UUID blockId = UUID.fromString(Objects.requireNonNull(it.blockId(), "BlockReported without blockId"));
        Cause cause = Cause.of(received, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var outcome = new AtomicReference<Outcome>();
        return work.once(received, (session, outbox) -> apply(session, outbox, cause, blockId, it.listingId(), answer)
                        .invoke(result -> refuse(result, it, answer))
                        .invoke(outcome::set)
                        .replaceWithVoid())
                .invoke(() -> told(outcome.get()));
    }

    Uni<Outcome> record(UUID blockId, Answer answer) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Cause cause = Cause.of("block-report|" + blockId + "|" + answer.reportId(), now);
        return work.run((session, outbox) -> apply(session, outbox, cause, blockId, null, answer))
                .invoke(this::told);
    }

    /** @param listingId null where the answer does not say it */
    private Uni<Outcome> apply(
            Mutiny.Session session, Outbox outbox, Cause cause, UUID blockId, String listingId, Answer answer) {
        return blocks.lock(session, blockId).chain(row -> {
            boolean unknown = row == null || listingId != null && !listingId.equals(row.listingId);
            if (unknown) {
                return Uni.createFrom().item(new Outcome.UnknownBlock());
            }
            return blocks.answer(session, row, answer.reportId()).chain(known -> {
                if (known != null) {
                    return Uni.createFrom()
                            .item(
                                    known.equals(answer)
                                            ? new Outcome.Repeated(row.status)
                                            : new Outcome.Contradicting());
                }
                Decision decision = row.block().answer(answer, cause.at());
                return blocks.keep(session, row, answer)
                        .chain(() -> applied(outbox, cause, row, decision))
                        .map(done -> new Outcome.Recorded(row.caseId, decision, row.status));
            });
        });
    }

    private static Uni<Void> applied(Outbox outbox, Cause cause, BlockRow row, Decision decision) {
        if (decision instanceof Decision.Told told) {
            row.apply(told.event());
            return outbox.append(cause, told.event());
        }
        return Uni.createFrom().voidItem();
    }

    private static void refuse(Outcome outcome, BlockReported it, Answer answer) {
        if (outcome instanceof Outcome.UnknownBlock) {
            throw new IllegalArgumentException("No block " + it.blockId() + " of listing " + it.listingId());
        }
        if (outcome instanceof Outcome.Contradicting) {
            throw new IllegalArgumentException("Report " + answer.reportId() + " was given before with other content");
        }
    }

    /** After the commit. */
    private void told(Outcome outcome) {
        if (!(outcome instanceof Outcome.Recorded recorded)) {
            return;
        }
        if (recorded.decision() instanceof Decision.Unchanged unchanged) {
            LOG.infof("%s: the platform's answer changes nothing, %s", recorded.caseId(), unchanged.because());
            return;
        }
        String status = recorded.status().toLowerCase(Locale.ROOT);
        meters.counter("enforcement.blocks", "status", status).increment();
        LOG.infof("%s: by the platform's answer the block is %s", recorded.caseId(), status);
    }
}
