package org.importsafety.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sends what is in the outbox, in its order, and deletes it after Kafka's acknowledgement: at least once, nothing
 * before its commit, nothing lost.
 *
 * <p>One is active per database: it holds a session advisory lock. It reads without a cursor, since the order of
 * sequence numbers is not the order of commits. No transaction is open while it waits for Kafka. If its process hangs,
 * PostgreSQL ends its session after a second without a statement, and another instance takes over; when it wakes it
 * can only repeat old records, which their version tells.
 */
@ApplicationScoped
class Relay {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final long LOCK = 0x494D504F52544FL;
    private static final int BATCH = 1000;
    private static final long SAFETY_POLL_MILLIS = 100;
    private static final long PING_MILLIS = 300;
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final String url;
    private final String user;
    private final String password;
    private final Map<String, Object> broker;
    private final MeterRegistry meters;
    private final Semaphore wakeUp = new Semaphore(0);
    private volatile boolean stopping;
    private Thread thread;

    Relay(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            MeterRegistry meters) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.broker = broker;
        this.meters = meters;
    }

    /** Something was committed: look now instead of at the next poll. */
    void wake() {
        if (wakeUp.availablePermits() == 0) {
            wakeUp.release();
        }
    }

    void start(@Observes StartupEvent event) {
        thread = new Thread(this::run, "outbox-relay");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wake();
        thread.join(5_000);
    }

    private void run() {
        boolean troubled = false;
        while (!stopping) {
            try (Connection connection = DriverManager.getConnection(url, user, password)) {
                takeLock(connection);
                if (troubled) {
                    LOG.info("Outbox relay: going on");
                    troubled = false;
                }
                sendUntilStopped(connection);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                if (!troubled && !stopping) {
                    LOG.warnf("Outbox relay: trying again: %s", e);
                }
                troubled = true;
                pause(500);
            }
        }
    }

    private void sendUntilStopped(Connection connection) throws SQLException, InterruptedException {
        var producer = new KafkaProducer<>(producerSettings(), new StringSerializer(), new StringSerializer());
        try {
            while (!stopping) {
                if (sendBatch(connection, producer) == 0) {
                    wakeUp.tryAcquire(SAFETY_POLL_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        } finally {
            // Without waiting: what is on its way is still in the outbox, and another instance may hold the lock by
            // now.
            producer.close(Duration.ZERO);
        }
    }

    /** Waits until no other instance is active. */
    private void takeLock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            while (!stopping) {
                try (var result = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
                    result.next();
                    if (result.getBoolean(1)) {
                        break;
                    }
                }
                pause(500);
            }
            statement.execute("set idle_session_timeout = '1s'");
            // What a crash of the database brings back is sent again, which its version tells; so nothing waits for
            // the disk here.
            statement.execute("set synchronous_commit = off");
        }
    }

    /** @return how many rows there were */
    private int sendBatch(Connection connection, KafkaProducer<String, String> producer)
            throws SQLException, InterruptedException {
        List<Long> seqs = new ArrayList<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select seq, aggregatetype, aggregateid, headers, payload from outbox order by seq limit "
                                + BATCH)) {
            while (rows.next()) {
                var record = new ProducerRecord<>(rows.getString(2), rows.getString(3), rows.getString(5));
                headers(rows.getString(4))
                        .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
                var future = producer.send(record);
                if (refusedAtOnce(future)) {
                    break;
                }
                seqs.add(rows.getLong(1));
                sent.add(future);
            }
        }
        int acknowledged = awaitPrefix(connection, sent);
        if (acknowledged > 0) {
            delete(connection, seqs.subList(0, acknowledged));
            meters.counter("messaging.relay.sent").increment(acknowledged);
        }
        if (acknowledged < sent.size()) {
            throw new KafkaException("a record was not acknowledged; it is sent again");
        }
        return acknowledged;
    }

    /** The broker is away and the producer will not wait for it: what comes later must not overtake this one. */
    private static boolean refusedAtOnce(Future<RecordMetadata> future) throws InterruptedException {
        if (!future.isDone()) {
            return false;
        }
        try {
            future.get();
            return false;
        } catch (ExecutionException e) {
            LOG.debugf("Kafka takes no more for now: %s", e.getCause());
            return true;
        }
    }

    /** How many records from the first on Kafka has; nothing behind a failed one counts, so that order is kept. */
    private int awaitPrefix(Connection connection, List<Future<RecordMetadata>> sent)
            throws SQLException, InterruptedException {
        int acknowledged = 0;
        while (acknowledged < sent.size() && !stopping) {
            try {
                sent.get(acknowledged).get(PING_MILLIS, TimeUnit.MILLISECONDS);
                acknowledged++;
            } catch (TimeoutException e) {
                ping(connection);
            } catch (ExecutionException e) {
                LOG.warnf("Kafka refused an event: %s", e.getCause());
                return acknowledged;
            }
        }
        return acknowledged;
    }

    private static void delete(Connection connection, List<Long> seqs) throws SQLException {
        try (var delete = connection.prepareStatement("delete from outbox where seq = any(?)")) {
            delete.setArray(1, connection.createArrayOf("bigint", seqs.toArray()));
            delete.executeUpdate();
        }
    }

    private static void ping(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    private static Map<String, String> headers(String json) {
        try {
            return EventCodec.JSON.readValue(json, HEADERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Headers of an outbox row: " + json, e);
        }
    }

    /** How the broker is reached is the deployment's ({@code kafka.*}); how events are sent is not. */
    private Map<String, Object> producerSettings() {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put("client.id", "outbox-relay");
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        settings.put("linger.ms", 0);
        settings.put("max.block.ms", 500);
        settings.put("delivery.timeout.ms", Integer.MAX_VALUE);
        settings.put("compression.type", "lz4");
        return settings;
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
