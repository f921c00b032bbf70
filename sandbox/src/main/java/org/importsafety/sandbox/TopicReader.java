package org.importsafety.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their beginning, without a group: what has happened is in the topics, nothing else is remembered. */
public final class TopicReader implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> endAtStart;
    private boolean caughtUp;

    public TopicReader(String bootstrapServers, Collection<String> topics) {
        consumer = consumer(bootstrapServers, ConsumerConfig.DEFAULT_FETCH_MAX_WAIT_MS);
        List<TopicPartition> partitions = partitions(consumer, topics);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        endAtStart = consumer.endOffsets(partitions);
    }

    public List<ConsumerRecord<byte[], byte[]>> poll(Duration longest) throws InterruptedException {
        try {
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            consumer.poll(longest).forEach(records::add);
            return records;
        } catch (InterruptException e) {
            throw new InterruptedException("interrupted while reading topics");
        }
    }

    /** Everything that was there when this reader began has been read. */
    public boolean isCaughtUp() {
        caughtUp = caughtUp
                || endAtStart.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        return caughtUp;
    }

    /**
     * Hands on everything that is there now, by topic, partition and offset. The broker answers at once: a request that waits at the
     * end of one partition would hold up the next partition's.
     */
    public static void replay(String bootstrapServers, Collection<String> topics, Listener listener)
            throws IOException {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, 0)) {
            List<TopicPartition> partitions = partitions(consumer, topics);
            partitions.sort(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                while (consumer.position(partition) < ends.get(partition)) {
                    for (ConsumerRecord<byte[], byte[]> told : consumer.poll(Duration.ofSeconds(1))) {
                        if (told.offset() < ends.get(partition)) {
                            listener.hear(told);
                        }
                    }
                }
            }
        }
    }

    /** Hears records in the order of the topic. */
    public interface Listener {
        void hear(ConsumerRecord<byte[], byte[]> told) throws IOException;
    }

    @Override
    public void close() {
        Thread.interrupted(); // an interrupted consumer cannot leave in order
        consumer.close();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, int longestWait) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "sandbox",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        2000,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        longestWait),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, Collection<String> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic)
                    .forEach(found -> partitions.add(new TopicPartition(found.topic(), found.partition())));
        }
        return partitions;
    }
}
