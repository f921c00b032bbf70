package org.importsafety.enforcement.probe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.importsafety.enforcement.block.Deadline;
import org.importsafety.enforcement.block.Resend;
import org.importsafety.events.EnforcementEvent.BlockBreached;
import org.importsafety.events.Recorded;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Outbox.Fact;
import org.jboss.logging.Logger;

/** What was told as blocked could be bought: the block is open again, and the platform is asked once more. */
@ApplicationScoped
class ReopenBlock {
    private static final Logger LOG = Logger.getLogger(ReopenBlock.class);

    private final WatchedBlocks blocks;
    private final Deadline deadline;
    private final Counter breached;

    ReopenBlock(WatchedBlocks blocks, Deadline deadline, MeterRegistry meters) {
        this.blocks = blocks;
        this.deadline = deadline;
        this.breached = meters.counter("enforcement.blocks", "status", "breached");
    }

    /**
     * Within the caller's transaction, which holds the block's row. Nobody is asked twice: while the platform has not
     * answered since the last breach, one more is told and that is all.
     */
    Uni<Void> reopen(SqlConnection connection, Outbox outbox, Cause cause, WatchedBlock block, BlockBreached event) {
        if (block.isBreached()) {
            return outbox.append(cause, event);
        }
        Resend again = Resend.of(block.request(), cause.at(), deadline);
        Cause because = cause.because(Recorded.id(event.type(), cause.key()));
        return blocks.breached(connection, block.blockId(), cause.at(), again.request())
                .chain(() -> outbox.append(List.of(
                        new Fact(cause, event),
                        new Fact(because, again.request()),
                        new Fact(because, again.listed()))));
    }

    /** For the log and the metric. */
    void told(BlockBreached event) {
        breached.increment();
        LOG.warnf("%s: the block does not hold, %s: %s", event.caseId(), event.probe(), event.evidence());
    }
}
