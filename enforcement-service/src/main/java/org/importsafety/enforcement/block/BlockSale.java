package org.importsafety.enforcement.block;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.EnforcementSettings;
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
    private final Blocks blocks;
    private final Clock clock;
    private final Duration respondWithin;
    private final Counter requested;

    BlockSale(
            Mutiny.SessionFactory sessions,
            Messaging messaging,
            Blocks blocks,
            Clock clock,
            EnforcementSettings settings,
            MeterRegistry meters) {
        this.work = new SessionWork(sessions, messaging);
        this.blocks = blocks;
        this.clock = clock;
        this.respondWithin = settings.respondWithin();
        this.requested = meters.counter("enforcement.blocks", "status", "requested");
    }

    Uni<Void> block(Received<TestFailed> received) {
        var told = new AtomicReference<SaleBlocked>();
        return work.once(received, (session, outbox) -> decide(session, outbox, received)
                        .invoke(told::set)
                        .replaceWithVoid())
                .invoke(() -> {
                    if (told.get() != null) {
                        requested.increment();
                        LOG.infof(
                                "%s: sale to stop, %s",
                                told.get().caseId(), told.get().severity());
                    }
                });
    }

    /** @return null when the listing is blocked already */
    private Uni<SaleBlocked> decide(Mutiny.Session session, Outbox outbox, Received<TestFailed> received) {
        TestFailed failed = usable(received.event());
        return blocks.product(session, failed.listingId()).chain(product -> {
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            SaleBlocked event = Block.request(failed, product, now, respondWithin);
            return blocks.open(session, event, product).chain(opened -> {
                if (!opened) {
                    LOG.infof("%s: blocked already, report %s changes nothing", failed.caseId(), failed.reportNo());
                    return Uni.createFrom().nullItem();
                }
                Cause cause = Cause.of(received, now);
                return outbox.append(List.of(new Fact(cause, event), new Fact(cause, Block.listed(event))))
                        .replaceWith(event);
            });
        });
    }

    /** A block without its statement of reasons would be refused by every reader: better parked, where a person sees it. */
    private static TestFailed usable(TestFailed failed) {
        require("caseId", failed.caseId());
        require("listingId", failed.listingId());
        require("sellerId", failed.sellerId());
        require("lab", failed.lab());
        require("reportNo", failed.reportNo());
        require("refundFrom", failed.refundFrom());
        return failed;
    }

    private static void require(String field, Object value) {
        if (value == null) {
            throw new IllegalArgumentException("TestFailed without " + field);
        }
    }
}
