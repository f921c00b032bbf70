package org.importsafety.enforcement.relisting;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.enforcement.block.LockedBlocks;
import org.importsafety.enforcement.block.RelistedBlocks;
import org.importsafety.enforcement.relisting.BlockRelistings.Found;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.SessionWork;

/** A listing that sells a blocked product is blocked for it, without a test of its own and with nobody in the path. */
@ApplicationScoped
class BlockRelisting {
    private static final String DONE = "delete from relisting where listing_id = ?1 and parent_block_id = ?2";

    private final SessionWork work;
    private final RelistedBlocks relisted;
    private final LockedBlocks blocks;
    private final Clock clock;

    BlockRelisting(
            Mutiny.SessionFactory sessions,
            Messaging messaging,
            RelistedBlocks relisted,
            LockedBlocks blocks,
            Clock clock) {
        this.work = new SessionWork(sessions, messaging);
        this.relisted = relisted;
        this.blocks = blocks;
        this.clock = clock;
    }

    /** Nothing happens where the parent is released by now, or the listing is blocked. */
    Uni<Void> block(Found found) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var told = new AtomicReference<SaleBlocked>();
        return work.run((session, outbox) -> relisted.block(
                                session,
                                outbox,
                                found.listingId(),
                                found.parentBlockId(),
                                now,
                                found.causedBy(),
                                found.automated())
                        .invoke(told::set)
                        .chain(() -> session.createNativeQuery(DONE)
                                .setParameter(1, found.listingId())
                                .setParameter(2, found.parentBlockId())
                                .executeUpdate())
                        .replaceWithVoid())
                .invoke(() -> {
                    if (told.get() != null) {
                        blocks.told(told.get());
                    }
                });
    }
}
