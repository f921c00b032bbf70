package org.importsafety.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The consumer at the end of what is measured: notes when each key came first. */
public final class Arrivals implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Predicate<ConsumerRecord<String, byte[]>> wanted;
    private final Map<String, Long> byKey = new ConcurrentHashMap<>();
    private final Thread thread;

    /** Those of a topic that come from now on. @param type of the event, by its CloudEvents header; null for all */
    public Arrivals(String bootstrapServers, String topic, String type) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5000),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.wanted = type == null ? record -> true : record -> isOf(record, type);
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = new Thread(this::listen, "arrivals of " + topic);
        thread.start();
    }

    /**
     * Waits for records of these keys and for nothing else, from the first to the last of them: how long it takes until there is a first one
     * is no matter.
     */
    public Sample drained(Set<String> keys) throws InterruptedException {
        awaitAll(keys);
        LongSummaryStatistics came = new LongSummaryStatistics();
        keys.forEach(key -> {
            Long at = byKey.remove(key);
            if (at != null) {
                came.accept(at);
            }
        });
        Duration took = came.getCount() == 0 ? Duration.ZERO : Duration.ofNanos(came.getMax() - came.getMin());
        return Sample.ofRate(came.getCount(), keys.size() - came.getCount(), took, 0);
    }

    /**
     * Waits for what was sent.
     *
     * @param intended when each key was to be sent, of {@link System#nanoTime}
     * @param began when the first was
     */
    public Sample sample(Map<String, Long> intended, long began) throws InterruptedException {
        awaitAll(intended.keySet());
        Histogram latencies = Sample.histogram();
        long lost = 0;
        long last = began;
        for (Map.Entry<String, Long> sent : intended.entrySet()) {
            Long came = byKey.remove(sent.getKey());
            if (came == null) {
                lost++;
            } else {
                latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(came - sent.getValue()));
                last = Math.max(last, came);
            }
        }
        return Sample.ofLatencies(latencies, lost, Duration.ofNanos(last - began));
    }

    /** Until all are here, or nothing has come for long. */
    private void awaitAll(Set<String> keys) throws InterruptedException {
        int here = byKey.size();
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < limit) {
            if (byKey.size() >= keys.size() && byKey.keySet().containsAll(keys)) {
                return;
            }
            if (byKey.size() > here) {
                here = byKey.size();
                limit = System.nanoTime() + PATIENCE.toNanos();
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void listen() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (wanted.test(record)) {
                        byKey.putIfAbsent(record.key(), System.nanoTime());
                    }
                }
            }
        } catch (WakeupException e) {
            // closed
        }
    }

    private static boolean isOf(ConsumerRecord<String, byte[]> record, String type) {
        Header header = record.headers().lastHeader("ce_type");
        return header != null && type.equals(new String(header.value(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        thread.join(TimeUnit.SECONDS.toMillis(10));
    }
}
