package org.importsafety.messaging;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.importsafety.events.Topic;

/**
 * How far each feed that comes in batches has been taken in, kept in the transaction of its effect. With the broker's
 * end offsets of a moment it answers: is everything in that had been said by then?
 */
@ApplicationScoped
public class FeedPositions {
    private final Map<String, Object> broker;
    private Admin admin;

    /** @param broker how it is reached, all of {@code kafka.*} */
    FeedPositions(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.broker = broker;
    }

    /** The end of every partition now; a partition without any record is left out. */
    public Uni<Map<TopicPartition, Long>> endOf(Topic topic) {
        Executor callersContext = CallersContext.executor();
        var ends = offsets(topic, OffsetSpec.latest());
        var begins = offsets(topic, OffsetSpec.earliest());
        return Uni.combine()
                .all()
                .unis(ends, begins)
                .with((end, begin) -> {
                    Map<TopicPartition, Long> result = new HashMap<>();
                    end.forEach((partition, offset) -> {
                        if (offset.offset() > begin.get(partition).offset()) {
                            result.put(partition, offset.offset());
                        }
                    });
                    return result;
                })
                .emitOn(callersContext);
    }

    /** Whether this service's database holds the effect of every record before these ends. */
    public Uni<Boolean> reached(SqlConnection connection, Map<TopicPartition, Long> ends) {
        return stored(connection).map(positions -> ends.entrySet().stream()
                .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue()));
    }

    /** The next offset of every partition that this service's database holds something of. */
    public Uni<Map<TopicPartition, Long>> stored(SqlClient client) {
        return client.query("select topic, partition, next_offset from feed_position")
                .execute()
                .map(rows -> {
                    Map<TopicPartition, Long> positions = new HashMap<>();
                    rows.forEach(row ->
                            positions.put(new TopicPartition(row.getString(0), row.getInteger(1)), row.getLong(2)));
                    return positions;
                });
    }

    /** Offsets as text for a column: {@code topic/partition=offset}, sorted, separated by commas. */
    public static String toText(Map<TopicPartition, Long> offsets) {
        Map<String, Long> sorted = new TreeMap<>();
        offsets.forEach((partition, offset) -> sorted.put(partition.topic() + "/" + partition.partition(), offset));
        return sorted.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }

    public static Map<TopicPartition, Long> fromText(String text) {
        return Arrays.stream(text.split(","))
                .filter(part -> !part.isEmpty())
                .map(part -> part.split("[/=]"))
                .collect(Collectors.toMap(
                        part -> new TopicPartition(part[0], Integer.parseInt(part[1])),
                        part -> Long.parseLong(part[2])));
    }

    Uni<Void> advance(SqlConnection connection, List<ConsumerRecord<byte[], byte[]>> records) {
        Map<TopicPartition, Long> next = new TreeMap<>(
                java.util.Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
        records.forEach(record ->
                next.merge(new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max));
        return connection
                .preparedQuery("""
                        insert into feed_position (topic, partition, next_offset) values ($1, $2, $3)
                        on conflict (topic, partition)
                        do update set next_offset = greatest(feed_position.next_offset, excluded.next_offset)
                        """)
                .executeBatch(next.entrySet().stream()
                        .map(entry ->
                                Tuple.of(entry.getKey().topic(), entry.getKey().partition(), entry.getValue()))
                        .toList())
                .replaceWithVoid();
    }

    private Uni<Map<TopicPartition, ListOffsetsResultInfo>> offsets(Topic topic, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .collect(Collectors.toMap(partition -> partition, partition -> spec));
        return Uni.createFrom()
                .completionStage(() -> admin().listOffsets(asked).all().toCompletionStage());
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(broker);
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(java.time.Duration.ofSeconds(1));
        }
    }
}
