package org.importsafety.enforcement.block;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.hold.HoldSale;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.EnforcementEvent.SaleUnblocked;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Outbox.Fact;

/** Blocks for those who decide about them: locked, ended and asked for again, within the transaction of the decision. */
@ApplicationScoped
public class LockedBlocks {
    private final Blocks blocks;
    private final FavourableReports reports;
    private final BlockSale blockSale;
    private final EndBlock endBlock;
    private final HoldSale holdSale;
    private final Deadline deadline;

    LockedBlocks(
            Blocks blocks,
            FavourableReports reports,
            BlockSale blockSale,
            EndBlock endBlock,
            HoldSale holdSale,
            Deadline deadline) {
        this.blocks = blocks;
        this.reports = reports;
        this.blockSale = blockSale;
        this.endBlock = endBlock;
        this.holdSale = holdSale;
        this.deadline = deadline;
    }

    /** The block, locked until the transaction ends; null when there is none. */
    public Uni<Standing> lock(Mutiny.Session session, UUID blockId) {
        return blocks.lock(session, blockId)
                .chain(row -> row == null
                        ? Uni.createFrom().nullItem()
                        : reports.causes(session, row.listingId).map(causes -> {
                            SaleBlocked statement = blocks.statement(row);
                            return new Standing(
                                    blockId,
                                    row.caseId,
                                    row.listingId,
                                    statement.sellerId(),
                                    statement.ground(),
                                    row.blockedAt,
                                    row.block() instanceof Block.Released,
                                    causes);
                        }));
    }

    public Uni<Boolean> exists(UUID blockId) {
        return blocks.find(blockId).map(found -> found != null);
    }

    /** @param event of a block that this transaction has locked and that is not released */
    public Uni<Void> end(Mutiny.Session session, Outbox outbox, Cause cause, SaleUnblocked event) {
        return blocks.lock(session, UUID.fromString(event.blockId()))
                .chain(row -> endBlock.end(session, outbox, cause, row, event))
                .replaceWithVoid();
    }

    /**
     * Asks for the same block once more, by a person's word.
     *
     * @param block that this transaction has locked
     * @return null when another block of the listing is open
     */
    public Uni<SaleBlocked> renew(Mutiny.Session session, Outbox outbox, Cause cause, Standing block) {
        return blocks.lock(session, block.blockId())
                .chain(row -> blocks.product(session, row.listingId).chain(product -> {
                    SaleBlocked event = Block.renewed(blocks.statement(row), cause.at(), deadline);
                    return blocks.reopen(session, row, event, product)
                            .chain(reopened -> reopened
                                    ? outbox.append(List.of(
                                                    new Fact(cause, event), new Fact(cause, Block.listed(event))))
                                            .chain(() -> holdSale.becomes(session, outbox, cause, event))
                                            .replaceWith(event)
                                    : Uni.createFrom().nullItem());
                }));
    }

    /** After the commit. */
    public void told(SaleUnblocked event) {
        endBlock.told(event);
    }

    /** After the commit. */
    public void told(SaleBlocked event) {
        blockSale.told(event);
    }
}
