package org.importsafety.infra;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What the topics of a test's broker hold. A test looks again and again until it sees what it waits for, so a topic is read once and
 * remembered, and each look reads on from there.
 */
public final class TopicRecords {

    private static final Map<String, TopicRecords> BY_TOPIC = new ConcurrentHashMap<>();

    private final List<ConsumerRecord<String, String>> records = new ArrayList<>();
    private final KafkaConsumer<String, String> consumer;
    private final List<TopicPartition> partitions;

    private TopicRecords(String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        InfraResource.bootstrapServers(),
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        10),
                new StringDeserializer(),
                new StringDeserializer());
        partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Every record that the topic holds now; those of one key in their order. */
    public static List<ConsumerRecord<String, String>> of(String topic) {
        return BY_TOPIC.computeIfAbsent(topic, TopicRecords::new).soFar();
    }

    private synchronized List<ConsumerRecord<String, String>> soFar() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return List.copyOf(records);
    }
}
