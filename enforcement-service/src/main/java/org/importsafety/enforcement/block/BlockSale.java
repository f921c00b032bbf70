package org.importsafety.enforcement.block;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.hold.HoldSale;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.ResultEvent.TestFailed;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Outbox.Fact;
import org.importsafety.messaging.Received;
import org.importsafety.messaging.SessionWork;
import org.jboss.logging.Logger;

/** A failed test stops the sale at once: nobody and no other service is in the path. */
@ApplicationScoped
class BlockSale {
    private static final Logger LOG = Logger.getLogger(BlockSale.class);

    private final SessionWork work;
    private final FirstBlock firstBlock;
    private final Blocks blocks;
    private final FailingTests failingTests;
    private final FavourableReports reports;
    private final HoldSale holdSale;
    private final Clock clock;
    private final Deadline deadline;
    private final Counter requested;

    BlockSale(
            Mutiny.SessionFactory sessions,
            Messaging messaging,
            FirstBlock firstBlock,
            Blocks blocks,
            FailingTests failingTests,
            FavourableReports reports,
            HoldSale holdSale,
            Clock clock,
            Deadline deadline,
            MeterRegistry meters) {
        this.work = new SessionWork(sessions, messaging);
        this.firstBlock = firstBlock;
        this.blocks = blocks;
        this.failingTests = failingTests;
        this.reports = reports;
        this.holdSale = holdSale;
        this.clock = clock;
        this.deadline = deadline;
        this.requested = meters.counter("enforcement.blocks", "status", "requested");
    }

    Uni<Void> block(Received<TestFailed> received) {
        Finding finding = Finding.of(received.event());
        Cause cause = Cause.of(received, now());
        return firstBlock
                .ask(received, cause, finding)
                .chain(event -> event == null
                        ? blockAmongOthers(received, cause, finding)
                        : Uni.createFrom().item(event))
                .invoke(this::told)
                .replaceWithVoid();
    }

    /** The listing has a block or had one, or it is held; or the event was taken in before. */
    private Uni<SaleBlocked> blockAmongOthers(Received<TestFailed> received, Cause cause, Finding finding) {
        var told = new AtomicReference<SaleBlocked>();
        return work.once(received, (session, outbox) -> blocks.lock(session, Block.id(finding.caseId()))
                        .chain(row -> stop(session, outbox, cause, row, finding))
                        .invoke(told::set)
                        .replaceWithVoid())
                .map(ignored -> told.get());
    }

    /**
     * Asks for the block within the caller's transaction, and notes that the test fails, so that no other report of the
     * listing can end the block.
     *
     * @param row the locked block of the case; null when there is none
     * @return null when the listing is blocked already
     */
    Uni<SaleBlocked> stop(Mutiny.Session session, Outbox outbox, Cause cause, BlockRow row, Finding finding) {
        return blocks.product(session, finding.listingId())
                .chain(product -> {
                    int attempt = row == null ? 1 : blocks.statement(row).attempt() + 1;
                    SaleBlocked event = Block.request(finding, product, cause.at(), deadline, attempt);
                    return opened(session, row, event, product).chain(opened -> {
                        if (!opened) {
                            LOG.infof(
                                    "%s: blocked already, report %s changes nothing",
                                    finding.caseId(), finding.reportNo());
                            return Uni.createFrom().<SaleBlocked>nullItem();
                        }
                        return outbox.append(List.of(new Fact(cause, event), new Fact(cause, Block.listed(event))))
                                .chain(() -> holdSale.becomes(session, outbox, cause, event))
                                .replaceWith(event);
                    });
                })
                .call(() -> reports.overtaken(session, finding.listingId()))
                .call(() -> failingTests.add(session, finding));
    }

    private Uni<Boolean> opened(Mutiny.Session session, BlockRow row, SaleBlocked event, Product product) {
        if (row == null) {
            return blocks.open(session, event, product);
        }
        return row.block() instanceof Block.Released
                ? blocks.reopen(session, row, event, product)
                : Uni.createFrom().item(false);
    }

    /** After the commit. @param event null when nothing was asked for */
    void told(SaleBlocked event) {
        if (event != null) {
            requested.increment();
            LOG.infof("%s: sale to stop, %s, attempt %d", event.caseId(), event.severity(), event.attempt());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
