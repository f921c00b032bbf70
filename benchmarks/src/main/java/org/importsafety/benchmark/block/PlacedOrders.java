package org.importsafety.benchmark.block;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.importsafety.benchmark.Golden;
import org.importsafety.events.Topics;

/** Orders at laboratories, made the way they are made in real life: ProductSelected in, TestOrdered out. */
final class PlacedOrders {

    static final String CATEGORY = "children-accessories";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** So few that the placing of the next order, which counts those of its month, does not get slower. */
    private static final int ORDERS_A_MONTH = 200;

    private PlacedOrders() {}

    /** As TestOrdered tells it. */
    record PlacedOrder(String testOrderId, String listingId, String lab) {}

    /** Returns when there are so many more. */
    static List<PlacedOrder> place(String bootstrapServers, int count) throws IOException {
        Set<String> awaited = new HashSet<>();
        List<PlacedOrder> placed = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = atTheEndOf(Topics.TESTING.name(), bootstrapServers)) {
            String series = UUID.randomUUID().toString().substring(0, 6);
            try (KafkaProducer<String, byte[]> producer = Golden.producer(bootstrapServers)) {
                for (int n = 0; n < count; n++) {
                    ObjectNode selected = selected("B" + series + "-" + n, n);
                    String listingId = selected.get("listingId").textValue();
                    awaited.add(listingId);
                    producer.send(new ProducerRecord<>(Topics.SELECTION.name(), listingId, Golden.bytes(selected)));
                }
            }
            long limit = System.nanoTime() + PATIENCE.toNanos();
            while (!awaited.isEmpty()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    JsonNode told = Golden.JSON.readTree(record.value());
                    if (told.get("type").textValue().equals("TestOrdered") && awaited.remove(record.key())) {
                        placed.add(new PlacedOrder(
                                told.get("testOrderId").textValue(),
                                record.key(),
                                told.get("lab").textValue()));
                        limit = System.nanoTime() + PATIENCE.toNanos();
                    }
                }
                if (System.nanoTime() > limit) {
                    throw new IllegalStateException(
                            awaited.size() + " of " + count + " selected listings were not ordered");
                }
            }
        }
        return placed;
    }

    private static ObjectNode selected(String listingId, int n) {
        String month = YearMonth.of(2020, 1).plusMonths(n / ORDERS_A_MONTH).toString();
        ObjectNode selected = Golden.event("ProductSelected");
        selected.put("caseId", month + ":" + listingId);
        selected.put("month", month);
        selected.put("listingId", listingId);
        selected.put("sellerId", "s" + listingId);
        selected.put("category", CATEGORY);
        selected.put("ageGroup", "CHILD");
        return selected;
    }

    private static KafkaConsumer<String, byte[]> atTheEndOf(String topic, String bootstrapServers) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }
}
