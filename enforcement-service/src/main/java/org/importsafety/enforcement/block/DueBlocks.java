package org.importsafety.enforcement.block;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** Blocks whose deadline has passed without the platform's confirmation. */
@ApplicationScoped
class DueBlocks {
    private static final String DUE = """
            from BlockRow
            where respondBy <= :now and releasedAt is null and status not in ('CONFIRMED', 'VERIFIED')
            order by respondBy
            """;

    /**
     * The longest overdue first, locked until the transaction ends. Instances share the work: what another one has locked
     * is passed over.
     */
    Uni<List<BlockRow>> lock(Mutiny.Session session, Instant now, int most) {
        return session.createQuery(DUE, BlockRow.class)
                .setParameter("now", now)
                .setMaxResults(most)
                .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                .getResultList();
    }
}
