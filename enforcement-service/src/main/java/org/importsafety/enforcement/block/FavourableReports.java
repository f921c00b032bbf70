package org.importsafety.enforcement.block;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The table favourable_report: what a release by people can be founded on where no rule releases, since another test of
 * the listing fails or a person asked for the block.
 */
@ApplicationScoped
class FavourableReports {
    private static final String ADD = """
            insert into favourable_report (test_order_id, listing_id, cause) values (?1, ?2, ?3)
            on conflict (test_order_id) do update set cause = excluded.cause
            """;
    private static final String OVERTAKEN = "delete from favourable_report where listing_id = ?1";
    private static final String CAUSES = "select distinct cause from favourable_report where listing_id = ?1";

    /** @param cause CORRECTION or RETEST */
    Uni<Void> add(Mutiny.Session session, String testOrderId, String listingId, String cause) {
        return session.createNativeQuery(ADD)
                .setParameter(1, testOrderId)
                .setParameter(2, listingId)
                .setParameter(3, cause)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** The listing fails again: what was said for it before does not answer that. */
    Uni<Void> overtaken(Mutiny.Session session, String listingId) {
        return session.createNativeQuery(OVERTAKEN)
                .setParameter(1, listingId)
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<Set<String>> causes(Mutiny.Session session, String listingId) {
        return session.createNativeQuery(CAUSES, String.class)
                .setParameter(1, listingId)
                .getResultList()
                .map(Set::copyOf);
    }
}
