package org.importsafety.enforcement.block;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.events.EnforcementEvent.SaleUnblocked;
import org.importsafety.events.Topics;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Outbox;
import org.jboss.logging.Logger;

/** The end of a block, by a rule or by people: the row, the event and the block list in one transaction. */
@ApplicationScoped
class EndBlock {
    private static final Logger LOG = Logger.getLogger(EndBlock.class);

    private final Blocks blocks;
    private final Relistings relistings;
    private final LeaveParent leaveParent;
    private final Counter released;

    EndBlock(Blocks blocks, Relistings relistings, LeaveParent leaveParent, MeterRegistry meters) {
        this.blocks = blocks;
        this.relistings = relistings;
        this.leaveParent = leaveParent;
        this.released = meters.counter("enforcement.blocks", "status", "released");
    }

    /** Ends its relistings with it, but for those that fail by themselves: their reason is gone, too. @param row locked, not released */
    Uni<SaleUnblocked> end(Mutiny.Session session, Outbox outbox, Cause cause, BlockRow row, SaleUnblocked event) {
        return endOne(outbox, cause, row, event)
                .chain(() -> relistings.heldByNothingElse(session, row.blockId))
                .onItem()
                .transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .onItem()
                .transformToUniAndConcatenate(id -> blocks.lock(session, id)
                        .chain(relisting -> relisting.block() instanceof Block.Released
                                ? Uni.createFrom().voidItem()
                                : endOne(outbox, causeFor(cause, relisting), relisting, of(relisting, event))))
                .collect()
                .last()
                .chain(() -> leaveParent.leave(session, outbox, cause, row.blockId))
                .replaceWith(event);
    }

    private static Uni<Void> endOne(Outbox outbox, Cause cause, BlockRow row, SaleUnblocked event) {
        row.release(cause.at());
        return outbox.append(cause, event)
                .chain(() -> outbox.tombstone(cause, Topics.ENFORCEMENT_BLOCK_LIST, row.listingId));
    }

    private static Cause causeFor(Cause parents, BlockRow relisting) {
        return parents.keyed(parents.key() + "|" + relisting.caseId);
    }

    private static SaleUnblocked of(BlockRow relisting, SaleUnblocked parents) {
        return new SaleUnblocked(
                relisting.caseId,
                relisting.blockId.toString(),
                relisting.listingId,
                parents.cause(),
                parents.decidedBy(),
                parents.approvedBy());
    }

    /** After the commit. */
    void told(SaleUnblocked event) {
        released.increment();
        LOG.infof("%s: block released, %s by %s", event.caseId(), event.cause(), event.approvedBy());
    }
}
