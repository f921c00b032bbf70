package org.importsafety.enforcement.block;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.hold.HoldSale;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Outbox.Fact;

/** Blocks that other blocks have made, within the caller's transaction. The parent is locked before its relistings. */
@ApplicationScoped
public class RelistedBlocks {
    private static final String SELLER = "select seller_id from listing where listing_id = ?1";

    private final Blocks blocks;
    private final Relistings relistings;
    private final HoldSale holdSale;
    private final Deadline deadline;

    RelistedBlocks(Blocks blocks, Relistings relistings, HoldSale holdSale, Deadline deadline) {
        this.blocks = blocks;
        this.relistings = relistings;
        this.holdSale = holdSale;
        this.deadline = deadline;
    }

    /**
     * @param causedBy the event that led to it; null for none
     * @param automated no person has decided it
     * @return null when the parent is not in force, or the listing is blocked already
     */
    public Uni<SaleBlocked> block(
            Mutiny.Session session,
            Outbox outbox,
            String listingId,
            UUID parentBlockId,
            Instant now,
            UUID causedBy,
            boolean automated) {
        return blocks.lock(session, parentBlockId).chain(parent -> {
            boolean stands = parent != null
                    && !(parent.block() instanceof Block.Released)
                    && !parent.listingId.equals(listingId);
            if (!stands) {
                return Uni.createFrom().nullItem();
            }
            Relisting relisting = new Relisting(blocks.statement(parent), listingId, automated);
            return session.createNativeQuery(SELLER, String.class)
                    .setParameter(1, listingId)
                    .getSingleResult()
                    .chain(seller -> asked(session, outbox, relisting, seller, now, causedBy));
        });
    }

    /**
     * The reasons of a parent, which is locked, hold for its relistings, too: nobody is told reasons that were taken back.
     * Nothing is asked of the platform again.
     */
    Uni<Void> restate(Mutiny.Session session, Outbox outbox, Cause cause, SaleBlocked parent) {
        return relistings
                .of(session, UUID.fromString(parent.blockId()))
                .onItem()
                .transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .onItem()
                .transformToUniAndConcatenate(id -> blocks.lock(session, id)
                        .chain(row -> row.block() instanceof Block.Released
                                ? Uni.createFrom().voidItem()
                                : restateOne(outbox, cause, row, parent)))
                .collect()
                .last();
    }

    private Uni<Void> restateOne(Outbox outbox, Cause cause, BlockRow row, SaleBlocked parent) {
        SaleBlocked statement = Relisting.restated(blocks.statement(row), parent);
        blocks.restate(row, statement);
        return outbox.append(cause.keyed(cause.key() + "|" + row.caseId), Block.listed(statement));
    }

    private Uni<SaleBlocked> asked(
            Mutiny.Session session, Outbox outbox, Relisting relisting, String seller, Instant now, UUID causedBy) {
        return blocks.lock(session, Block.id(relisting.caseId()))
                .chain(row -> blocks.product(session, relisting.listingId()).chain(product -> {
                    int attempt = row == null ? 1 : blocks.statement(row).attempt() + 1;
                    SaleBlocked event = relisting.request(seller, product, now, deadline, attempt);
                    return opened(session, row, event, product)
                            .chain(opened -> opened
                                    ? told(session, outbox, event, causedBy)
                                    : Uni.createFrom().nullItem());
                }));
    }

    private Uni<Boolean> opened(Mutiny.Session session, BlockRow row, SaleBlocked event, Product product) {
        if (row == null) {
            return blocks.open(session, event, product);
        }
        return row.block() instanceof Block.Released
                ? blocks.reopen(session, row, event, product)
                : Uni.createFrom().item(false);
    }

    private Uni<SaleBlocked> told(Mutiny.Session session, Outbox outbox, SaleBlocked event, UUID causedBy) {
        String key = "relisting|" + event.caseId() + "|" + event.attempt();
        Cause cause = Cause.of(key, event.blockedAt()).because(causedBy);
        return outbox.append(List.of(new Fact(cause, event), new Fact(cause, Block.listed(event))))
                .chain(() -> holdSale.becomes(session, outbox, cause, event))
                .replaceWith(event);
    }
}
