package org.importsafety.enforcement.block;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.block.Correction.Effect;
import org.importsafety.enforcement.block.Relistings.Reported;
import org.importsafety.events.EnforcementEvent;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.EnforcementEvent.SaleUnblocked;
import org.importsafety.events.ResultEvent.TestCorrected;
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
    private final Relistings relistings;
    private final RelistedBlocks relisted;
    private final BlockSale blockSale;
    private final Clock clock;
    private final EndBlock endBlock;
    private final FailingTests failingTests;
    private final FavourableReports reports;

    ApplyCorrection(
            Mutiny.SessionFactory sessions,
            Messaging messaging,
            Blocks blocks,
            Relistings relistings,
            RelistedBlocks relisted,
            BlockSale blockSale,
            EndBlock endBlock,
            FailingTests failingTests,
            FavourableReports reports,
            Clock clock) {
        this.work = new SessionWork(sessions, messaging);
        this.blocks = blocks;
        this.relistings = relistings;
        this.relisted = relisted;
        this.blockSale = blockSale;
        this.clock = clock;
        this.endBlock = endBlock;
        this.failingTests = failingTests;
        this.reports = reports;
    }

    Uni<Void> apply(Received<TestCorrected> received) {
        TestCorrected report = received.event();
        String caseId = Objects.requireNonNull(report.caseId(), "TestCorrected without caseId");
        Objects.requireNonNull(report.testOrderId(), "TestCorrected without testOrderId");
        Objects.requireNonNull(report.verdict(), "TestCorrected without verdict");
        Cause cause = Cause.of(received, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var told = new AtomicReference<EnforcementEvent>();
        return work.once(received, (session, outbox) -> relistings
                        .lockReported(session, caseId, report.listingId())
                        .chain(block -> failingTests
                                .others(session, report.testOrderId(), report.listingId())
                                .map(othersFail -> effect(report, block, othersFail && !isReferee(report)))
                                .chain(effect -> take(session, outbox, cause, report, block.row(), effect)))
                        .invoke(told::set)
                        .call(() -> forget(session, report))
                        .call(() -> remember(session, report))
                        .replaceWithVoid())
                .invoke(() -> told(told.get(), report));
    }

    private Effect effect(TestCorrected report, Reported block, boolean othersFail) {
        BlockRow row = block.row();
        return row == null
                ? new Correction(report).unblocked()
                : new Correction(report).on(row.block(), blocks.statement(row), othersFail || block.heldByAnother());
    }

    /** @return what was told of it; null when the block stays as it is */
    private Uni<? extends EnforcementEvent> take(
            Mutiny.Session session, Outbox outbox, Cause cause, TestCorrected report, BlockRow row, Effect effect) {
        if (effect instanceof Effect.Fails fails) {
            return blockSale.stop(session, outbox, cause, row, fails.finding());
        }
        if (effect instanceof Effect.Restate restate) {
            blocks.restate(row, restate.statement());
            return outbox.append(cause, Block.listed(restate.statement()))
                    .chain(() -> relisted.restate(session, outbox, cause, restate.statement()))
                    .chain(() -> failingTests.add(session, Finding.of(report)))
                    .replaceWith((EnforcementEvent) null);
        }
        if (effect instanceof Effect.Release release) {
            return endBlock.end(session, outbox, cause, row, release.event());
        }
        return Uni.createFrom().nullItem();
    }

    /** A test that passes holds no block any more, its own or another's. */
    private Uni<Void> forget(Mutiny.Session session, TestCorrected report) {
        if (!Correction.PASS.equals(report.verdict())) {
            return Uni.createFrom().voidItem();
        }
        return isReferee(report)
                ? failingTests.removeAll(session, report.listingId())
                : failingTests.remove(session, report.testOrderId());
    }

    private static boolean isReferee(TestCorrected report) {
        return Boolean.TRUE.equals(report.referee());
    }

    /** A failing word that was taken back is what people may found a release on, where the rule does not release. */
    private Uni<Void> remember(Mutiny.Session session, TestCorrected report) {
        return Correction.FAIL.equals(report.verdict())
                ? reports.overtaken(session, report.listingId())
                : reports.add(session, report.testOrderId(), report.listingId(), "CORRECTION");
    }

    /** After the commit. */
    private void told(EnforcementEvent event, TestCorrected report) {
        if (event instanceof SaleBlocked blocked) {
            blockSale.told(blocked);
        } else if (event instanceof SaleUnblocked unblocked) {
            endBlock.told(unblocked);
        } else {
            LOG.infof(
                    "%s: corrected report %s, %s: the block stays as it is",
                    report.caseId(), report.reportNo(), report.verdict());
        }
    }
}
