package org.importsafety.selection.listing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import org.importsafety.events.EnforcementEvent;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.EnforcementEvent.SaleUnblocked;
import org.importsafety.events.ResultEvent;
import org.importsafety.events.TestingEvent.TestOrdered;
import org.importsafety.messaging.Received;

/**
 * What speaks against testing a listing now: a running test, a recent pass, a block. Each statement has the same effect
 * the second time, and order and verdict may come in either order, so no inbox is needed.
 */
@ApplicationScoped
class Standings {
    private final Pool pool;

    Standings(Pool pool) {
        this.pool = pool;
    }

    /** The verdicts as they are stored. */
    enum Verdict {
        PASS,
        FAIL,
        INCONCLUSIVE
    }

    Uni<Void> ordered(Received<TestOrdered> received) {
        TestOrdered order = received.event();
        return change("""
                insert into listing_test (test_order_id, listing_id, ordered_at) values ($1, $2, $3)
                on conflict (test_order_id) do update set ordered_at = excluded.ordered_at
                """, Tuple.of(order.testOrderId(), order.listingId(), utc(received.occurredAt())));
    }

    /** An order that ended without a verdict is no running test; what follows it is an order of its own. */
    Uni<Void> ended(String testOrderId) {
        return change("delete from listing_test where test_order_id = $1 and verdict is null", Tuple.of(testOrderId));
    }

    /** Any verdict ends the test; a later one, such as a corrected report's, replaces an earlier one. */
    Uni<Void> decided(Received<? extends ResultEvent> received, Verdict verdict) {
        ResultEvent result = received.event();
        return change(
                """
                insert into listing_test as stored (test_order_id, listing_id, verdict, version, decided_at)
                values ($1, $2, $3, $4, $5)
                on conflict (test_order_id) do update
                set verdict = excluded.verdict, version = excluded.version, decided_at = excluded.decided_at
                where stored.verdict is null or stored.version < excluded.version
                """,
                Tuple.of(
                        result.testOrderId(),
                        result.listingId(),
                        verdict.name(),
                        received.version(),
                        utc(received.occurredAt())));
    }

    Uni<Void> blocked(Received<SaleBlocked> received) {
        return block(received, received.event().blockId(), true);
    }

    Uni<Void> unblocked(Received<SaleUnblocked> received) {
        return block(received, received.event().blockId(), false);
    }

    private Uni<Void> block(Received<? extends EnforcementEvent> received, String blockId, boolean blocked) {
        return change("""
                insert into listing_block as stored (listing_id, block_id, blocked, version) values ($1, $2, $3, $4)
                on conflict (listing_id) do update
                set block_id = excluded.block_id, blocked = excluded.blocked, version = excluded.version
                where stored.version < excluded.version
                """, Tuple.of(received.event().listingId(), blockId, blocked, received.version()));
    }

    private Uni<Void> change(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).replaceWithVoid();
    }

    private static Object utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
