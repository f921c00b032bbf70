package org.importsafety.benchmark.raw;

import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The floor of enforcement-service: what is polled is stored in one statement, once each, and told of: directly, or by an outbox. */
public final class RawBlocks {

    public static final String DATABASE = "raw_blocks";
    public static final String DIRECT_TOPIC = "raw.blocks.direct";
    public static final String OUTBOX_TOPIC = "raw.blocks.outbox";

    private static final String KEEP = """
            with first as (
                insert into inbox (key) select unnest(?::text[]) on conflict do nothing returning key
            )
            insert into block (key, statement, blocked_at) select key, ?, now() from first returning key
            """;
    private static final String KEEP_WITH_EVENT = """
            with first as (
                insert into inbox (key) select unnest(?::text[]) on conflict do nothing returning key
            ), kept as (
                insert into block (key, statement, blocked_at) select key, ?, now() from first returning key, statement
            )
            insert into outbox (topic, key, payload) select ?, key, statement from kept
            """;

    private final String url;
    private final String bootstrapServers;
    private final KafkaProducer<String, String> producer;
    private final String event;

    private RawBlocks(String url, String bootstrapServers, String event) {
        this.url = url;
        this.bootstrapServers = bootstrapServers;
        this.producer = RawClients.producer(bootstrapServers);
        this.event = event;
    }

    /** @param arguments HTTP port, PostgreSQL's port, Kafka's address, the event's value */
    public static void main(String[] arguments) throws SQLException {
        String url = RawClients.jdbcUrl(Integer.parseInt(arguments[1]), DATABASE);
        createTables(url);
        RawBlocks blocks = new RawBlocks(url, arguments[2], arguments[3]);
        new Thread(() -> blocks.listen(RawReports.DIRECT_TOPIC, blocks::keepAndSend), "direct").start();
        RawOutbox outbox = new RawOutbox(url, DATABASE, blocks.producer);
        new Thread(
                        () -> blocks.listen(
                                RawReports.OUTBOX_TOPIC, (connection, keys) -> blocks.keep(connection, keys, outbox)),
                        "outbox")
                .start();
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> RawClients.answer(request, 200))
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private interface Effect {
        void of(Connection connection, List<String> keys) throws SQLException;
    }

    private static void createTables(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, DATABASE, DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("create table inbox (key text primary key)");
            statement.execute("""
                    create table block (
                        key        text primary key,
                        statement  text not null,
                        blocked_at timestamptz not null
                    )
                    """);
            statement.execute(RawOutbox.TABLE);
        }
    }

    /** For ever; the process is ended. */
    private void listen(String topic, Effect effect) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ConsumerConfig.GROUP_ID_CONFIG,
                                topic,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer());
                Connection connection = DriverManager.getConnection(url, DATABASE, DATABASE)) {
            consumer.subscribe(List.of(topic));
            while (true) {
                ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(1));
                if (!records.isEmpty()) {
                    List<String> keys = new ArrayList<>();
                    for (ConsumerRecord<String, String> record : records) {
                        keys.add(record.key());
                    }
                    effect.of(connection, keys);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the raw consumer cannot go on", e);
        }
    }

    private void keepAndSend(Connection connection, List<String> keys) throws SQLException {
        try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setArray(1, connection.createArrayOf("text", keys.toArray()));
            keep.setString(2, event);
            try (var rows = keep.executeQuery()) {
                while (rows.next()) {
                    producer.send(new ProducerRecord<>(DIRECT_TOPIC, rows.getString(1), event));
                }
            }
        }
    }

    private void keep(Connection connection, List<String> keys, RawOutbox outbox) throws SQLException {
        try (PreparedStatement keep = connection.prepareStatement(KEEP_WITH_EVENT)) {
            keep.setArray(1, connection.createArrayOf("text", keys.toArray()));
            keep.setString(2, event);
            keep.setString(3, OUTBOX_TOPIC);
            keep.executeUpdate();
        }
        outbox.wake();
    }
}
