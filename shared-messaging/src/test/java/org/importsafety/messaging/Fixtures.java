package org.importsafety.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.importsafety.events.Event;
import org.importsafety.events.OrderEvent.OrderLinePaid;
import org.importsafety.events.ResultEvent.TestFailed;
import org.importsafety.events.TestingEvent.TestUnroutable;
import org.importsafety.events.Topic;
import org.importsafety.infra.InfraResource;

/** A tiny service around the library, and a reader and a writer of topics. */
final class Fixtures {
    static final Instant NOW = Instant.parse("2026-11-04T00:00:00Z");

    private Fixtures() {}

    @Entity(name = "tally")
    static class Tally {
        @Id
        String id;

        int times;
    }

    /** Counts failed tests by listing; a listing named poison cannot be handled. */
    @ApplicationScoped
    static class ResultsConsumer {
        private final Reception reception;
        private final Handlers handlers;
        private final SqlWork work;

        ResultsConsumer(Reception reception, Pool pool, Messaging messaging) {
            this.reception = reception;
            this.work = new SqlWork(pool, messaging);
            this.handlers = Handlers.none().on(TestFailed.class, this::count);
        }

        @Incoming("testing-results")
        Uni<Void> consume(ConsumerRecord<byte[], byte[]> record) {
            return reception.one("testing-results", record, handlers);
        }

        private Uni<Void> count(Received<TestFailed> received) {
            String listing = received.event().listingId();
            if (listing.equals("poison")) {
                throw new IllegalArgumentException("no such listing");
            }
            return work.once(received, (connection, outbox) -> connection
                    .preparedQuery(
                            "insert into tally values ($1, 1) on conflict (id) do update set times = tally.times + 1")
                    .execute(Tuple.of(listing))
                    .chain(() -> outbox.append(
                            Cause.of(received, NOW), new TestUnroutable("c", listing, "toys", "counted", null))));
        }
    }

    /** Stores lines; a line of the SKU bad cannot be stored. */
    @ApplicationScoped
    static class OrdersConsumer {
        private final Reception reception;

        OrdersConsumer(Reception reception) {
            this.reception = reception;
        }

        @Incoming("platform-orders")
        Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
            return reception.batch("platform-orders", records, (connection, outbox, events) -> {
                List<Tuple> rows = new ArrayList<>();
                for (Received<?> received : events) {
                    if (received.event() instanceof OrderLinePaid line) {
                        if (line.sku().equals("bad")) {
                            throw new IllegalArgumentException("bad line");
                        }
                        rows.add(Tuple.of(line.orderId(), line.lineNo()));
                    }
                }
                return connection
                        .preparedQuery("insert into line values ($1, $2) on conflict do nothing")
                        .executeBatch(rows)
                        .replaceWithVoid();
            });
        }
    }

    static TestFailed failed(String listing) {
        return new TestFailed(
                "2026-10:" + listing,
                "t1",
                listing,
                "s1",
                "KTR",
                "R-1",
                0,
                "toys",
                1,
                "SIMPLE",
                "FAIL",
                false,
                false,
                NOW,
                List.of(),
                null,
                null);
    }

    static String json(Event event, UUID id, long version) {
        return EventCodec.head(event) + version + EventCodec.tail(event, id, NOW);
    }

    static void write(Topic topic, String key, List<String> values) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", InfraResource.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            values.forEach(value -> producer.send(new ProducerRecord<>(topic.name(), key, value)));
            producer.flush();
        }
    }

    /** Reads a topic from its beginning, as an outside party does. */
    static final class Reader implements AutoCloseable {
        private final KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", InfraResource.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer());
        final List<ConsumerRecord<String, String>> records = new ArrayList<>();

        Reader(Topic topic) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int i = 0; i < topic.partitions(); i++) {
                partitions.add(new TopicPartition(topic.name(), i));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        List<ConsumerRecord<String, String>> poll() {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            return records;
        }

        static Map<String, String> headers(ConsumerRecord<String, String> record) {
            Map<String, String> headers = new HashMap<>();
            record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
            return headers;
        }

        static long version(ConsumerRecord<String, String> record) {
            return ((EventCodec.Reading.Read) EventCodec.read(record.value().getBytes(StandardCharsets.UTF_8)))
                    .recorded()
                    .version();
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
