package org.importsafety.enforcement.block;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.block.Correction.Effect;
import org.importsafety.events.EnforcementEvent;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.EnforcementEvent.SaleUnblocked;
import org.importsafety.events.ResultEvent.TestCorrected;
import org.importsafety.events.Topics;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Received;
import org.importsafety.messaging.SessionWork;
import org.jboss.logging.Logger;

/** A corrected report ends the block that its earlier version made, or makes the one that it did not. */
@ApplicationScoped
class ApplyCorrection {
    private static final Logger LOG = Logger.getLogger(ApplyCorrection.class);

    private final SessionWork work;
    private final Blocks blocks;
    private final BlockSale blockSale;
    private final Clock clock;
    private final Counter released;

    ApplyCorrection(
            Mutiny.SessionFactory sessions,
            Messaging messaging,
            Blocks blocks,
            BlockSale blockSale,
            Clock clock,
            MeterRegistry meters) {
        this.work = new SessionWork(sessions, messaging);
        this.blocks = blocks;
        this.blockSale = blockSale;
        this.clock = clock;
        this.released = meters.counter("enforcement.blocks", "status", "released");
    }

    Uni<Void> apply(Received<TestCorrected> received) {
        TestCorrected report = received.event();
        String caseId = Objects.requireNonNull(report.caseId(), "TestCorrected without caseId");
        Objects.requireNonNull(report.testOrderId(), "TestCorrected without testOrderId");
        Objects.requireNonNull(report.verdict(), "TestCorrected without verdict");
        Cause cause = Cause.of(received, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var told = new AtomicReference<EnforcementEvent>();
        return work.once(received, (session, outbox) -> blocks.lock(session, Block.id(caseId))
                        .chain(row -> blocks.othersFail(session, report.testOrderId(), report.listingId())
                                .map(othersFail -> effect(report, row, othersFail))
                                .chain(effect -> take(session, outbox, cause, row, effect)))
                        .invoke(told::set)
                        .call(() -> forget(session, report))
                        .replaceWithVoid())
                .invoke(() -> told(told.get(), report));
    }

    private Effect effect(TestCorrected report, BlockRow row, boolean othersFail) {
        return row == null
                ? new Correction(report).unblocked()
                : new Correction(report).on(row.block(), blocks.statement(row), othersFail);
    }

    /** @return what was told of it; null when the block stays as it is */
    private Uni<? extends EnforcementEvent> take(
            Mutiny.Session session, Outbox outbox, Cause cause, BlockRow row, Effect effect) {
        if (effect instanceof Effect.Fails fails) {
            return blockSale.stop(session, outbox, cause, row, fails.finding());
        }
        if (effect instanceof Effect.Restate restate) {
            blocks.restate(row, restate.statement());
            return outbox.append(cause, Block.listed(restate.statement())).replaceWith((EnforcementEvent) null);
        }
        if (effect instanceof Effect.Release release) {
            row.release(cause.at());
            return outbox.append(cause, release.event())
                    .chain(() -> outbox.tombstone(cause, Topics.ENFORCEMENT_BLOCK_LIST, row.listingId))
                    .replaceWith(release.event());
        }
        return Uni.createFrom().nullItem();
    }

    /** A test that passes holds no block any more, its own or another's. */
    private Uni<Void> forget(Mutiny.Session session, TestCorrected report) {
        return Correction.PASS.equals(report.verdict())
                ? blocks.failsNoMore(session, report.testOrderId())
                : Uni.createFrom().voidItem();
    }

    /** After the commit. */
    private void told(EnforcementEvent event, TestCorrected report) {
        if (event instanceof SaleBlocked blocked) {
            blockSale.told(blocked);
        } else if (event instanceof SaleUnblocked unblocked) {
            released.increment();
            LOG.infof("%s: block released, %s", unblocked.caseId(), unblocked.approvedBy());
        } else {
            LOG.infof(
                    "%s: corrected report %s, %s: the block stays as it is",
                    report.caseId(), report.reportNo(), report.verdict());
        }
    }
}
