package org.importsafety.enforcement.suspicion;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.importsafety.enforcement.EnforcementSettings;
import org.importsafety.enforcement.suspicion.Candidates.Pair;
import org.importsafety.messaging.Cause;
import org.importsafety.messaging.Job;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.Outbox;
import org.importsafety.messaging.Outbox.Fact;
import org.importsafety.messaging.SqlWork;

/**
 * The job that compares new, changed and newly blocked listings and tells what is suspected. It runs beside the intake of
 * listings, which may run ahead of it, and blocks nothing. Instances share the work.
 */
@ApplicationScoped
class FindSuspicions {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LISTINGS_AT_ONCE = 1000;
    private static final int BLOCKS_AT_ONCE = 20;

    private final Pool pool;
    private final SqlWork work;
    private final Candidates candidates;
    private final Clock clock;
    private final int threshold;
    private final Job job;

    FindSuspicions(Pool pool, Messaging messaging, Candidates candidates, Clock clock, EnforcementSettings settings) {
        this.pool = pool;
        this.work = new SqlWork(pool, messaging);
        this.candidates = candidates;
        this.clock = clock;
        this.threshold = settings.suspicionThreshold();
        this.job = new Job("Listings to be compared", POLL, this::compare);
    }

    void start(@Observes StartupEvent event) {
        job.start();
    }

    void stop(@Observes ShutdownEvent event) {
        job.stop();
    }

    /** @return whether there may be more */
    private Uni<Boolean> compare() {
        return pool.withConnection(candidates::isToCompare)
                .chain(some -> some
                        ? blocks().chain(moreBlocks -> listings().map(moreListings -> moreBlocks || moreListings))
                        : Uni.createFrom().item(false));
    }

    private Uni<Boolean> blocks() {
        return work.run((connection, outbox) -> candidates.keepProducts(connection, BLOCKS_AT_ONCE))
                .chain(this::keptBlocks);
    }

    private Uni<Boolean> keptBlocks() {
        return work.run((connection, outbox) -> candidates
                .takeBlocks(connection, BLOCKS_AT_ONCE)
                .call(taken -> candidates
                        .ofBlocks(connection, taken)
                        .map(this::suspicions)
                        .chain(found -> candidates.keep(connection, found))
                        .chain(kept -> told(outbox, kept, Map.of())))
                .map(taken -> taken.size() == BLOCKS_AT_ONCE));
    }

    private Uni<Boolean> listings() {
        return work.run((connection, outbox) -> candidates
                .takeListings(connection, LISTINGS_AT_ONCE)
                .call(taken -> candidates
                        .ofListings(connection, taken.keySet())
                        .map(this::suspicions)
                        .chain(found -> candidates.keep(connection, found))
                        .chain(kept -> told(outbox, kept, taken)))
                .map(taken -> taken.size() == LISTINGS_AT_ONCE));
    }

    private List<Suspicion> suspicions(List<Pair> pairs) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return pairs.stream()
                .map(pair -> suspicion(pair, now))
                .filter(suspicion -> suspicion.score() >= threshold)
                .toList();
    }

    private static Suspicion suspicion(Pair pair, Instant now) {
        Candidates.Side listing = pair.listing();
        NearMatch match = NearMatch.of(listing.likeness(), pair.blocked().likeness());
        return new Suspicion(
                Suspicion.id(listing.listingId(), listing.likeness(), pair.blockId()),
                listing.listingId(),
                listing.title(),
                pair.blockId(),
                pair.blocked().listingId(),
                pair.blocked().title(),
                match.score(),
                match.reasons(),
                now,
                null);
    }

    private static Uni<Void> told(Outbox outbox, List<Suspicion> suspicions, Map<String, UUID> causes) {
        return outbox.append(suspicions.stream()
                .map(it -> new Fact(
                        Cause.of(it.suspicionId().toString(), it.suspectedAt()).because(causes.get(it.listingId())),
                        it.suspected()))
                .toList());
    }
}
