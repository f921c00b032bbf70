package org.importsafety.selection.listing;

import static org.awaitility.Awaitility.await;
import static org.importsafety.selection.Fixtures.blocked;
import static org.importsafety.selection.Fixtures.flush;
import static org.importsafety.selection.Fixtures.unblocked;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

/** Whether a listing's sale is blocked, by the last of many words. */
@QuarkusTest
@WithTestResource(value = InfraResource.class, initArgs = @ResourceArg(name = "database", value = "selection"))
class StandingsTest {
    private static final String AT = "2026-11-04T00:00:00Z";
    private static final int ROUNDS = 500;

    @Inject
    Pool pool;

    @Test
    void a_listing_that_is_blocked_and_unblocked_a_thousand_times_stands_as_the_last_word_says() {
        for (int round = 1; round <= ROUNDS; round++) {
            blocked("PENDULUM", 2L * round, AT);
            unblocked("PENDULUM", 2L * round + 1, AT);
            if (round % 50 == 0) {
                blocked("PENDULUM", 2L * round, AT); // told again, after what followed it
                unblocked("PENDULUM", 3, AT);
            }
        }
        flush();
        awaitVersion("PENDULUM", 2L * ROUNDS + 1);
        assertEquals(false, isBlocked("PENDULUM"));

        blocked("PENDULUM", 2L * ROUNDS + 2, AT);
        unblocked("PENDULUM", 2L * ROUNDS + 1, AT); // behind it in the partition, and older
        blocked("PENDULUM", 2L * ROUNDS + 3, AT);
        flush();
        awaitVersion("PENDULUM", 2L * ROUNDS + 3);
        assertEquals(true, isBlocked("PENDULUM"));
    }

    private void awaitVersion(String listing, long version) {
        await("version " + version + " of " + listing)
                .atMost(Duration.ofSeconds(60))
                .until(() -> value("select coalesce(max(version), 0) from listing_block where listing_id = $1", listing)
                        .equals(version));
    }

    private Object isBlocked(String listing) {
        return value("select blocked from listing_block where listing_id = $1", listing);
    }

    private Object value(String sql, String listing) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(listing))
                .map(rows -> rows.iterator().next().getValue(0))
                .await()
                .atMost(Duration.ofSeconds(5));
    }
}
