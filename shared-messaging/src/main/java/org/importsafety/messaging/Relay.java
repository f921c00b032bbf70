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
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * sequence numbers is not the order of commits. Nothing waits for the acknowledgement of what was sent before: the
 * producer keeps the order, and what is under way is remembered. No transaction is open meanwhile. If its process hangs,
 * PostgreSQL ends its session after a second without a statement, and another instance takes over; when it wakes it
 * can only repeat old records, which their version tells.
 */
@ApplicationScoped
class Relay {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final long LOCK = 0x494D504F52544FL;
    private static final int BATCH = 1000;
    private static final int DELETED_AT_ONCE = 250;
    /** Also keeps the session from being taken for a hung one. */
    private static final long SAFETY_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final String UNSENT = """
            select seq, aggregatetype, aggregateid, headers, payload from outbox
            where seq <> all(?) order by seq limit ?
            """;
    private static final String DELETE = "delete from outbox where seq = any(?)";
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final String url;
    private final String user;
    private final String password;
    private final Map<String, Object> broker;
    private final MeterRegistry meters;
    private final AtomicBoolean committed = new AtomicBoolean();
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

    /** A row that Kafka has not acknowledged yet. */
    private record Sent(long seq, Future<RecordMetadata> answer) {}

    /** Something was committed: look now instead of at the next poll. */
    void wake() {
        committed.set(true);
        stir();
    }

    private void stir() {
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
        Deque<Sent> underWay = new ArrayDeque<>();
        try (var unsent = connection.prepareStatement(UNSENT);
                var delete = connection.prepareStatement(DELETE)) {
            boolean more = true;
            long lastLook = 0;
            while (!stopping) {
                // Whole batches only, since each look skips what is under way.
                int room = underWay.size() > BATCH ? 0 : BATCH;
                long toPoll = SAFETY_POLL_NANOS - (System.nanoTime() - lastLook);
                if (room > 0 && (more || committed.getAndSet(false)) || toPoll <= 0) {
                    more = send(unsent, room, producer, underWay) == room;
                    lastLook = System.nanoTime();
                } else if (deleteAcknowledged(delete, underWay) == 0) {
                    wakeUp.tryAcquire(toPoll, TimeUnit.NANOSECONDS);
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
            // What is under way is a set of constants that way, not a list to go through for each row.
            statement.execute("set plan_cache_mode = force_custom_plan");
        }
    }

    /** @return how many rows were sent */
    private int send(PreparedStatement unsent, int most, KafkaProducer<String, String> producer, Deque<Sent> underWay)
            throws SQLException, InterruptedException {
        unsent.setArray(1, seqs(unsent, underWay));
        unsent.setInt(2, most);
        int sent = 0;
        try (var rows = unsent.executeQuery()) {
            while (rows.next()) {
                var record = new ProducerRecord<>(rows.getString(2), rows.getString(3), rows.getString(5));
                headers(rows.getString(4))
                        .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
                var answer = producer.send(record, (metadata, failure) -> stir());
                if (isRefused(answer)) {
                    break; // what comes later must not overtake it
                }
                underWay.add(new Sent(rows.getLong(1), answer));
                sent++;
            }
        }
        return sent;
    }

    /**
     * Nothing behind a row that failed counts, so that order is kept. They are deleted together, or while ever more are
     * under way so many at a time.
     *
     * @return how many were deleted
     */
    private int deleteAcknowledged(PreparedStatement delete, Deque<Sent> underWay)
            throws SQLException, InterruptedException {
        List<Sent> acknowledged = new ArrayList<>();
        boolean failed = false;
        for (Sent sent : underWay) {
            failed = isRefused(sent.answer);
            if (failed || !sent.answer.isDone()) {
                break;
            }
            acknowledged.add(sent);
        }
        boolean toDelete = !acknowledged.isEmpty()
                && (failed || acknowledged.size() >= Math.min(underWay.size(), DELETED_AT_ONCE));
        if (toDelete) {
            delete.setArray(1, seqs(delete, acknowledged));
            delete.executeUpdate();
            acknowledged.forEach(sent -> underWay.removeFirst());
            meters.counter("messaging.relay.sent").increment(acknowledged.size());
        }
        if (failed) {
            throw new KafkaException("a record was not acknowledged; it is sent again");
        }
        return toDelete ? acknowledged.size() : 0;
    }

    private static Array seqs(PreparedStatement statement, Collection<Sent> rows) throws SQLException {
        return statement
                .getConnection()
                .createArrayOf("bigint", rows.stream().map(Sent::seq).toArray());
    }

    /** Kafka will not have it, or the broker is away and the producer does not wait for it. */
    private static boolean isRefused(Future<RecordMetadata> answer) throws InterruptedException {
        if (!answer.isDone()) {
            return false;
        }
        try {
            answer.get();
            return false;
        } catch (ExecutionException e) {
            LOG.debugf("Kafka refused an event: %s", e.getCause());
            return true;
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
