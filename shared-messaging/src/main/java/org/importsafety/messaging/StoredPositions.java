package org.importsafety.messaging;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Starts each partition of a batch channel where this service's database has got to, whatever the consumer group's
 * offsets say: a store and its place in the feeds are one thing. A store that was emptied, or put back from a copy, is
 * brought up to date by itself. Chosen by {@code consumer-rebalance-listener.name=stored-positions}.
 */
@ApplicationScoped
@Identifier("stored-positions")
class StoredPositions implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(StoredPositions.class);

    private final FeedPositions positions;
    private final Pool pool;

    StoredPositions(FeedPositions positions, Pool pool) {
        this.positions = positions;
        this.pool = pool;
    }

    /** Blocks the polling thread: no record may come before the place to start from is known. */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> stored = positions
                .stored(pool)
                .onFailure(Trouble::ofInfrastructure)
                .invoke(failure -> LOG.warnf("Where to start is not known yet, trying again: %s", failure))
                .onFailure(Trouble::ofInfrastructure)
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(5))
                .indefinitely()
                .await()
                .indefinitely();
        for (TopicPartition partition : partitions) {
            Long next = stored.get(partition);
            if (next == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, next);
            }
        }
    }
}
