package org.importsafety.enforcement.relisting;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.importsafety.messaging.Job;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.SqlWork;
import org.jboss.logging.Logger;

/**
 * The job that blocks what was found to be a relisting, one transaction each. Instances may do the same at once: the
 * parent's row is the lock, and the second one finds the listing blocked.
 */
@ApplicationScoped
class BlockRelistings {
    private static final Logger LOG = Logger.getLogger(BlockRelistings.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int AT_ONCE = 100;
    private static final String IS_TO_SEARCH = "select exists (select from relisting_search)";
    private static final String FOUND = """
            select listing_id, parent_block_id, caused_by, automated from relisting
            where (listing_id, parent_block_id) > ($1, $2) order by listing_id, parent_block_id limit $3
            """;
    private static final Found NONE = new Found("", new UUID(0, 0), null, true);

    private final Vertx vertx;
    private final Pool pool;
    private final SqlWork work;
    private final ListingKeys keys;
    private final BlockRelisting blockRelisting;
    private final Job job;

    BlockRelistings(Vertx vertx, Pool pool, Messaging messaging, ListingKeys keys, BlockRelisting blockRelisting) {
        this.vertx = vertx;
        this.pool = pool;
        this.work = new SqlWork(pool, messaging);
        this.keys = keys;
        this.blockRelisting = blockRelisting;
        this.job = new Job(
                "Relistings", POLL, () -> search().chain(() -> blockFrom(NONE)).replaceWith(false));
    }

    /** @param causedBy null where no event of the listing did @param automated false where a person had said so before */
    record Found(String listingId, UUID parentBlockId, UUID causedBy, boolean automated) {}

    void start(@Observes StartupEvent event) {
        job.start();
    }

    void stop(@Observes ShutdownEvent event) {
        job.stop();
    }

    private Uni<Void> search() {
        return pool.preparedQuery(IS_TO_SEARCH)
                .execute()
                .chain(rows -> rows.iterator().next().getBoolean(0)
                        ? work.run((connection, outbox) -> keys.search(connection))
                        : Uni.createFrom().voidItem());
    }

    /** One that cannot be blocked stays for the next round and stops no other. */
    private Uni<Void> blockFrom(Found last) {
        return found(last).chain(page -> Multi.createFrom()
                .iterable(page)
                .onItem()
                .transformToUniAndConcatenate(found -> block(found)
                        .onFailure()
                        .invoke(failure -> LOG.warnf("%s is no relisting yet: %s", found.listingId(), failure))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .last()
                .chain(() ->
                        page.size() < AT_ONCE ? Uni.createFrom().voidItem() : blockFrom(page.get(page.size() - 1))));
    }

    /** A Hibernate session wants a Vert.x context of its own, which a job has not. */
    private Uni<Void> block(Found found) {
        Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(own, true);
        return Uni.createFrom()
                .emitter(emitter -> own.runOnContext(
                        ignored -> blockRelisting.block(found).subscribe().with(emitter::complete, emitter::fail)));
    }

    private Uni<List<Found>> found(Found last) {
        return pool.preparedQuery(FOUND)
                .execute(Tuple.of(last.listingId(), last.parentBlockId(), AT_ONCE))
                .map(rows -> {
                    List<Found> page = new ArrayList<>(rows.size());
                    rows.forEach(row ->
                            page.add(new Found(row.getString(0), row.getUUID(1), row.getUUID(2), row.getBoolean(3))));
                    return page;
                });
    }
}
