package org.importsafety.enforcement.block;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
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

    /** Not those that a test of their own, or another block in force, would hold as well. */
    private static final String RELISTINGS = """
            select o.block_id from block o
            where o.parent_block_id = ?1 and o.released_at is null
              and not exists (select from failing_test f where f.listing_id = o.listing_id)
              and not exists (
                  select from block_key k
                  join block_key bk on bk.kind = k.kind and bk.value = k.value and bk.scope = k.scope
                  join block b on b.block_id = bk.block_id
                  where k.block_id = o.block_id and b.block_id <> ?1 and b.released_at is null
                    and b.parent_block_id is null)
            order by o.block_id
            """;

    private final Blocks blocks;
    private final Counter released;

    EndBlock(Blocks blocks, MeterRegistry meters) {
        this.blocks = blocks;
        this.released = meters.counter("enforcement.blocks", "status", "released");
    }

    /** Ends its relistings with it: their reason is gone, too. @param row locked, not released */
    Uni<SaleUnblocked> end(Mutiny.Session session, Outbox outbox, Cause cause, BlockRow row, SaleUnblocked event) {
        return endOne(outbox, cause, row, event)
                .chain(() -> session.createNativeQuery(RELISTINGS, UUID.class)
                        .setParameter(1, row.blockId)
                        .getResultList())
                .onItem()
                .transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .onItem()
                .transformToUniAndConcatenate(id -> blocks.lock(session, id)
                        .chain(relisting -> relisting.block() instanceof Block.Released
                                ? Uni.createFrom().voidItem()
                                : endOne(outbox, relistings(cause, relisting), relisting, of(relisting, event))))
                .collect()
                .last()
                .replaceWith(event);
    }

    private static Uni<Void> endOne(Outbox outbox, Cause cause, BlockRow row, SaleUnblocked event) {
        row.release(cause.at());
        return outbox.append(cause, event)
                .chain(() -> outbox.tombstone(cause, Topics.ENFORCEMENT_BLOCK_LIST, row.listingId));
    }

    private static Cause relistings(Cause parents, BlockRow relisting) {
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
