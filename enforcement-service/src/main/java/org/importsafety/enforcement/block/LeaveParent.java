package org.importsafety.enforcement.block;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Outbox;

/**
 * A relisting that nothing but a test of its own holds becomes a block of its own when its parent is released: it states
 * what its test has found, since its parent's reasons are gone, and has relistings of its own. The platform was asked
 * already, and is not asked again.
 */
@ApplicationScoped
class LeaveParent {
    private final Blocks blocks;
    private final BlockKeys keys;
    private final Relistings relistings;
    private final FailingTests failingTests;

    LeaveParent(Blocks blocks, BlockKeys keys, Relistings relistings, FailingTests failingTests) {
        this.blocks = blocks;
        this.keys = keys;
        this.relistings = relistings;
        this.failingTests = failingTests;
    }

    /** @param parentBlockId of the block that the transaction releases */
    Uni<Void> leave(Mutiny.Session session, Outbox outbox, Cause cause, UUID parentBlockId) {
        return relistings
                .heldByTheirOwnTests(session, parentBlockId)
                .onItem()
                .transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .onItem()
                .transformToUniAndConcatenate(
                        id -> blocks.lock(session, id).chain(row -> leaveOne(session, outbox, cause, row)))
                .collect()
                .last();
    }

    /** A test from before findings were kept leaves the reasons as they are. */
    private Uni<Void> leaveOne(Mutiny.Session session, Outbox outbox, Cause cause, BlockRow row) {
        return failingTests.gravest(session, row.listingId).chain(finding -> {
            if (finding == null || row.block() instanceof Block.Released) {
                return Uni.createFrom().voidItem();
            }
            SaleBlocked statement = Relisting.onItsOwn(blocks.statement(row), finding);
            blocks.restate(row, statement);
            row.leftParentAt = cause.at();
            return outbox.append(cause.keyed(cause.key() + "|" + row.caseId), Block.listed(statement))
                    .chain(() -> keys.search(session, row.blockId));
        });
    }
}
