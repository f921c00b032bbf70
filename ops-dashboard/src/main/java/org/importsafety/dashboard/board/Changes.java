package org.importsafety.dashboard.board;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.importsafety.messaging.FeedPositions;

/**
 * Tells that something was taken in, at most twice a second. This instance's own intake rings; what other instances take
 * in shows in the positions of the shared database, which are looked at every two seconds beside that, and only while
 * somebody listens.
 */
@ApplicationScoped
public class Changes {
    private static final Duration TICK = Duration.ofMillis(500);
    private static final int TICKS_OF_A_POLL = 4;

    private final FeedPositions positions;
    private final Pool pool;
    private final AtomicBoolean rung = new AtomicBoolean();
    private final Multi<Long> shared;

    Changes(FeedPositions positions, Pool pool) {
        this.positions = positions;
        this.pool = pool;
        shared = Multi.createFrom()
                .ticks()
                .every(TICK)
                .onOverflow()
                .drop()
                .filter(tick -> rung.getAndSet(false) || tick % TICKS_OF_A_POLL == 0)
                .onItem()
                .transformToUniAndConcatenate(tick -> latest())
                .skip()
                .repetitions()
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
    }

    /** A batch was committed. */
    public void ring() {
        rung.set(true);
    }

    /** How many records the store holds the effect of: now, then whenever it has become more. */
    Multi<Long> stream() {
        return Multi.createBy()
                .merging()
                .streams(latest().toMulti(), shared.onOverflow().dropPreviousItems())
                .skip()
                .repetitions();
    }

    /** Nothing while the database is away. */
    private Uni<Long> latest() {
        return positions
                .stored(pool)
                .map(stored ->
                        stored.values().stream().mapToLong(Long::longValue).sum())
                .onFailure()
                .recoverWithNull();
    }
}
