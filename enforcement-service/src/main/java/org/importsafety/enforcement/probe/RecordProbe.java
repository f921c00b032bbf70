package org.importsafety.enforcement.probe;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.importsafety.enforcement.probe.Probe.Outcome;
import org.importsafety.enforcement.probe.WatchedBlocks.Due;
import org.importsafety.events.EnforcementEvent;
import org.importsafety.events.EnforcementEvent.BlockBreached;
import org.importsafety.events.EnforcementEvent.BlockVerified;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.SqlWork;
import org.jboss.logging.Logger;

/** What a probe found: the block is verified, or open again; or nothing is proved, and it is tried again later. */
@ApplicationScoped
class RecordProbe {
    private static final Logger LOG = Logger.getLogger(RecordProbe.class);
    private static final int MOST_DOUBLINGS = 20;

    private final SqlWork work;
    private final WatchedBlocks blocks;
    private final Probes probes;
    private final ReopenBlock reopenBlock;
    private final Clock clock;
    private final ProbeSettings settings;
    private final Schedule schedule;
    private final MeterRegistry meters;

    RecordProbe(
            Pool pool,
            Messaging messaging,
            WatchedBlocks blocks,
            Probes probes,
            ReopenBlock reopenBlock,
            Clock clock,
            ProbeSettings settings,
            MeterRegistry meters) {
        this.work = new SqlWork(pool, messaging);
        this.blocks = blocks;
        this.probes = probes;
        this.reopenBlock = reopenBlock;
        this.clock = clock;
        this.settings = settings;
        this.schedule = new Schedule(settings.again());
        this.meters = meters;
    }

    Uni<Void> record(Due due, Probe probe) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Cause cause = Cause.of("probe|" + due.blockId() + "|" + due.due(), now);
        var told = new AtomicReference<EnforcementEvent>();
        return work.run((connection, outbox) -> blocks.lock(connection, due.blockId())
                        .chain(block -> block.awaits(due.due())
                                ? probes.keep(connection, due, probe, now)
                                        .chain(() -> take(connection, outbox, cause, block, probe))
                                        .invoke(told::set)
                                        .replaceWithVoid()
                                : Uni.createFrom().voidItem()))
                .invoke(() -> told(due, probe, told.get()));
    }

    /** @return null when nothing is proved */
    private Uni<? extends EnforcementEvent> take(
            SqlConnection connection, Outbox outbox, Cause cause, WatchedBlock block, Probe probe) {
        Instant at = cause.at();
        if (probe.outcome() == Outcome.UNCLEAR) {
            return blocks.tryAgain(connection, block.blockId(), pause(block.tries()))
                    .replaceWith((BlockVerified) null);
        }
        if (probe.outcome() == Outcome.HOLE) {
            BlockBreached event = block.breached(probe.hole().orElseThrow(), at, probe.evidence());
            return reopenBlock.reopen(connection, outbox, cause, block, event).replaceWith(event);
        }
        BlockVerified event = block.verified(at, probe.evidence());
        Instant since = block.verifiedAt() == null ? at : block.verifiedAt();
        return blocks.verified(connection, block.blockId(), at, schedule.next(since, at))
                .chain(() -> outbox.append(cause, event))
                .replaceWith(event);
    }

    private Duration pause(int tries) {
        Duration pause = settings.firstPause().multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS));
        return pause.compareTo(settings.longestPause()) < 0 ? pause : settings.longestPause();
    }

    /** After the commit. @param event null when there is none */
    private void told(Due due, Probe probe, EnforcementEvent event) {
        meters.counter("enforcement.probes", "outcome", probe.outcome().name().toLowerCase(Locale.ROOT))
                .increment();
        if (event instanceof BlockBreached breached) {
            reopenBlock.told(breached);
        } else if (event instanceof BlockVerified verified) {
            meters.counter("enforcement.blocks", "status", "verified").increment();
            LOG.infof("%s: verified, nobody can buy", verified.caseId());
        } else if (probe.outcome() == Outcome.UNCLEAR) {
            LOG.warnf("The shop's answers about %s prove nothing: %s", due.listingId(), probe.evidence());
        }
    }
}
