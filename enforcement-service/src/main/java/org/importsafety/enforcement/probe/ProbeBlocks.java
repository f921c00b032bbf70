package org.importsafety.enforcement.probe;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.stream.Collectors;
import org.importsafety.enforcement.probe.WatchedBlocks.Due;
import org.importsafety.messaging.Job;
import org.importsafety.messaging.Messaging;
import org.importsafety.messaging.SqlWork;
import org.jboss.logging.Logger;

/**
 * The job that looks whether blocks hold. A probe is claimed with a lease, the shop is asked outside any transaction, and
 * what it said is committed. Instances share the work; whoever dies leaves a lease that runs out.
 */
@ApplicationScoped
class ProbeBlocks {
    private static final Logger LOG = Logger.getLogger(ProbeBlocks.class);

    private final SqlWork work;
    private final WatchedBlocks blocks;
    private final ShopFront shop;
    private final RecordProbe recordProbe;
    private final Clock clock;
    private final ProbeSettings settings;
    private final Job job;

    ProbeBlocks(
            Pool pool,
            Messaging messaging,
            WatchedBlocks blocks,
            ShopFront shop,
            RecordProbe recordProbe,
            Clock clock,
            ProbeSettings settings) {
        this.work = new SqlWork(pool, messaging);
        this.blocks = blocks;
        this.shop = shop;
        this.recordProbe = recordProbe;
        this.clock = clock;
        this.settings = settings;
        this.job = new Job("Probes", settings.poll(), () -> round().map(probed -> probed > 0));
    }

    void start(@Observes StartupEvent event) {
        if (settings.shopUrl().isEmpty()) {
            LOG.info("probe.shop-url is not set: no block is verified");
            return;
        }
        job.start();
    }

    void stop(@Observes ShutdownEvent event) {
        job.stop();
    }

    /** @return how many blocks were looked at */
    private Uni<Long> round() {
        return work.run((connection, outbox) ->
                        blocks.claim(connection, clock.instant(), settings.inFlight(), settings.lease()))
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUni(due -> probe(due).replaceWith(due))
                .merge(settings.inFlight())
                .collect()
                .with(Collectors.counting());
    }

    private Uni<Void> probe(Due due) {
        return Multi.createFrom()
                .items(Step.values())
                .onItem()
                .transformToUniAndConcatenate(step -> shop.look(step, due.listingId()))
                .collect()
                .asList()
                .chain(looks -> recordProbe.record(due, new Probe(looks)));
    }
}
