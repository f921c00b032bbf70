package org.importsafety.enforcement.block;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.events.EnforcementEvent.SaleBlocked;

/** The table block_key: by what a blocked product is known again under another listing. */
@ApplicationScoped
class BlockKeys {
    /** A relisting finds none of its own: its keys are its seller's word, and may be those of another product. */
    private static final String KEEP = """
            with kept as (
                insert into block_key (block_id, kind, value, scope)
                select cast(?1 as uuid), kind, value, scope from listing_key where listing_id = ?2
                on conflict do nothing)
            insert into relisting_search (block_id)
            select cast(?1 as uuid) where cast(?3 as boolean) on conflict do nothing
            """;

    private static final String SEARCH = "insert into relisting_search (block_id) values (?1) on conflict do nothing";

    /** What came on sale while the block was released was not compared with its product. */
    private static final String COMPARE_AGAIN = "update block set compared = false where block_id = ?1";

    /** The block is asked for in this transaction. */
    Uni<Void> keep(Mutiny.Session session, SaleBlocked request) {
        return session.createNativeQuery(KEEP)
                .setParameter(1, UUID.fromString(request.blockId()))
                .setParameter(2, request.listingId())
                .setParameter(3, request.parentBlockId() == null)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Looks for what has the keys of a block that was a relisting, so had none of its own. */
    Uni<Void> search(Mutiny.Session session, UUID blockId) {
        return session.createNativeQuery(SEARCH)
                .setParameter(1, blockId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The block is asked for again in this transaction. */
    Uni<Void> keepAgain(Mutiny.Session session, SaleBlocked request) {
        return keep(session, request)
                .chain(() -> session.createNativeQuery(COMPARE_AGAIN)
                        .setParameter(1, UUID.fromString(request.blockId()))
                        .executeUpdate())
                .replaceWithVoid();
    }
}
