package org.importsafety.enforcement.block;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.block.Relistings.Reported;
import org.importsafety.events.EnforcementEvent.SaleUnblocked;
import org.importsafety.events.ResultEvent.TestPassed;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Received;
import org.importsafety.messaging.SessionWork;

/** A passed retest speaks for the listing, and a referee's ends its block. A first test that passes says nothing of a block. */
@ApplicationScoped
class ApplyRetest {
    private final SessionWork work;
    private final Blocks blocks;
    private final Relistings relistings;
    private final FailingTests failingTests;
    private final FavourableReports reports;
    private final EndBlock endBlock;
    private final Clock clock;

    ApplyRetest(
            Mutiny.SessionFactory sessions,
            Messaging messaging,
            Blocks blocks,
            Relistings relistings,
            FailingTests failingTests,
            FavourableReports reports,
            EndBlock endBlock,
            Clock clock) {
        this.work = new SessionWork(sessions, messaging);
        this.blocks = blocks;
        this.relistings = relistings;
        this.failingTests = failingTests;
        this.reports = reports;
        this.endBlock = endBlock;
        this.clock = clock;
    }

    Uni<Void> apply(Received<TestPassed> received) {
        TestPassed report = received.event();
        if (report.retestOf() == null) {
            return Uni.createFrom().voidItem();
        }
        String caseId = Objects.requireNonNull(report.caseId(), "TestPassed without caseId");
        Retest retest = new Retest(report);
        Cause cause = Cause.of(received, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var told = new AtomicReference<SaleUnblocked>();
        return work.once(received, (session, outbox) -> relistings
                        .lockReported(session, caseId, report.listingId())
                        .chain(block -> ended(session, outbox, cause, block, retest))
                        .invoke(told::set)
                        .call(() -> settle(session, retest))
                        .chain(() -> reports.add(session, report.testOrderId(), report.listingId(), "RETEST")))
                .invoke(() -> {
                    if (told.get() != null) {
                        endBlock.told(told.get());
                    }
                });
    }

    private Uni<SaleUnblocked> ended(
            Mutiny.Session session, Outbox outbox, Cause cause, Reported block, Retest retest) {
        BlockRow row = block.row();
        SaleUnblocked event = row == null ? null : retest.on(row.block(), blocks.statement(row), block.heldByAnother());
        return event == null ? Uni.createFrom().nullItem() : endBlock.end(session, outbox, cause, row, event);
    }

    private Uni<Void> settle(Mutiny.Session session, Retest retest) {
        return retest.isReferee()
                ? failingTests.removeAll(session, retest.report().listingId())
                : Uni.createFrom().voidItem();
    }
}
