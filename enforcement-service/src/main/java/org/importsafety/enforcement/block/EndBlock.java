package org.importsafety.enforcement.block;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.importsafety.events.EnforcementEvent.SaleUnblocked;
import org.importsafety.events.Topics;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Outbox;
import org.jboss.logging.Logger;

/** The end of a block, by a rule or by people: the row, the event and the block list in one transaction. */
@ApplicationScoped
class EndBlock {
    private static final Logger LOG = Logger.getLogger(EndBlock.class);

    private final Counter released;

    EndBlock(MeterRegistry meters) {
        this.released = meters.counter("enforcement.blocks", "status", "released");
    }

    /** @param row locked, not released */
    Uni<SaleUnblocked> end(Outbox outbox, Cause cause, BlockRow row, SaleUnblocked event) {
        row.release(cause.at());
        return outbox.append(cause, event)
                .chain(() -> outbox.tombstone(cause, Topics.ENFORCEMENT_BLOCK_LIST, row.listingId))
                .replaceWith(event);
    }

    /** After the commit. */
    void told(SaleUnblocked event) {
        released.increment();
        LOG.infof("%s: block released, %s by %s", event.caseId(), event.cause(), event.approvedBy());
    }
}
