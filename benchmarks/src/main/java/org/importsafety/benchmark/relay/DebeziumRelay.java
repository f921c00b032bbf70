package org.importsafety.benchmark.relay;

import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.transforms.outbox.EventRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.FileOffsetBackingStore;
import org.importsafety.benchmark.raw.RawClients;

/**
 * Debezium's engine in this process: it reads the write-ahead log through a replication slot, so it neither asks the table nor is it told of
 * commits. Its outbox router makes records of rows; a batch is done when Kafka has all of it. Nothing deletes the rows.
 */
final class DebeziumRelay implements OutboxRelay {

    private static final String SLOT = "outbox_slot";
    private static final String PUBLICATION = "outbox_publication";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String url;
    private final String database;
    private final Duration poll;
    private final KafkaProducer<String, String> producer;
    private final Path offsets;
    private DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private Thread thread;

    /**
     * @param database whose owner may read the log
     * @param poll how long it waits for more changes before it looks again
     */
    DebeziumRelay(String url, String database, String bootstrapServers, Duration poll) throws IOException {
        this.url = url;
        this.database = database;
        this.poll = poll;
        this.producer = RawClients.producer(bootstrapServers, OutboxRecord.COMPRESSION);
        this.offsets = Files.createTempFile("outbox", ".offsets");
        offsets.toFile().deleteOnExit();
    }

    /** A new slot, which keeps the log from here on. */
    @Override
    public void begin() throws SQLException, IOException {
        Files.deleteIfExists(offsets);
        try (Connection connection = DriverManager.getConnection(url, database, database);
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_drop_replication_slot(slot_name) from pg_replication_slots"
                    + " where slot_name = '" + slot() + "'");
            statement.execute("drop publication if exists " + PUBLICATION);
            statement.execute("create publication " + PUBLICATION + " for table outbox");
            statement.execute("select pg_create_logical_replication_slot('" + slot() + "', 'pgoutput')");
        }
    }

    @Override
    public void start() throws SQLException, InterruptedException {
        engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings())
                .using((success, message, error) -> {
                    if (!success) {
                        System.err.println(message);
                        error.printStackTrace();
                    }
                })
                .notifying(this::send)
                .build();
        thread = new Thread(engine, "debezium");
        thread.setDaemon(true);
        thread.start();
        awaitSlot(true);
    }

    @Override
    public void wake() {
        // it hears of commits by the log
    }

    @Override
    public void stop() throws IOException, InterruptedException, SQLException {
        engine.close();
        thread.join();
        awaitSlot(false);
    }

    private void send(
            List<RecordChangeEvent<SourceRecord>> changes, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (RecordChangeEvent<SourceRecord> change : changes) {
            SourceRecord row = change.record();
            sent.add(producer.send(OutboxRecord.of(
                    row.topic(),
                    (String) row.key(),
                    (String) row.headers().lastWithName("headers").value(),
                    (String) row.value())));
        }
        try {
            for (int n = 0; n < sent.size(); n++) {
                sent.get(n).get();
                committer.markProcessed(changes.get(n));
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refused a record", e);
        }
        committer.markBatchFinished();
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("name", "outbox");
        settings.setProperty("connector.class", PostgresConnector.class.getName());
        settings.setProperty("offset.storage", FileOffsetBackingStore.class.getName());
        settings.setProperty("offset.storage.file.filename", offsets.toString());
        settings.setProperty("offset.flush.interval.ms", "1000");
        String[] address =
                url.substring(url.indexOf("//") + 2, url.lastIndexOf('/')).split(":");
        settings.setProperty("database.hostname", address[0]);
        settings.setProperty("database.port", address[1]);
        settings.setProperty("database.dbname", database);
        settings.setProperty("database.user", database);
        settings.setProperty("database.password", database);
        settings.setProperty("topic.prefix", "outbox");
        settings.setProperty("plugin.name", "pgoutput");
        settings.setProperty("slot.name", slot());
        settings.setProperty("publication.name", PUBLICATION);
        settings.setProperty("publication.autocreate.mode", "disabled");
        settings.setProperty("table.include.list", "public.outbox");
        settings.setProperty("snapshot.mode", "no_data");
        settings.setProperty("skipped.operations", "u,d,t");
        settings.setProperty("poll.interval.ms", String.valueOf(poll.toMillis()));
        settings.setProperty("transforms", "outbox");
        settings.setProperty("transforms.outbox.type", EventRouter.class.getName());
        settings.setProperty("transforms.outbox.route.topic.replacement", "${routedByValue}");
        settings.setProperty("transforms.outbox.table.fields.additional.placement", "headers:header:headers");
        return settings;
    }

    /** The slots of a server share their names. */
    private String slot() {
        return database + "_" + SLOT;
    }

    private void awaitSlot(boolean active) throws SQLException, InterruptedException {
        long limit = System.nanoTime() + LIMIT.toNanos();
        try (Connection connection = DriverManager.getConnection(url, database, database);
                Statement statement = connection.createStatement()) {
            while (isActive(statement) != active) {
                if (System.nanoTime() > limit || active && !thread.isAlive()) {
                    throw new IllegalStateException("Debezium's slot is " + (active ? "not " : "still ") + "read");
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private boolean isActive(Statement statement) throws SQLException {
        try (ResultSet rows =
                statement.executeQuery("select active from pg_replication_slots where slot_name = '" + slot() + "'")) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
