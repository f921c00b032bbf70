package org.importsafety.benchmark.raw;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * An outbox and the plainest loop that empties it: read, send, wait for the acknowledgements, delete. No lock, no headers, no lease, no
 * retry: what a relay cannot do with less.
 */
public final class RawOutbox implements AutoCloseable {

    public static final String TABLE = """
            create table if not exists outbox (
                seq     bigint generated always as identity primary key,
                topic   text not null,
                key     text not null,
                payload text not null
            )
            """;

    private static final int BATCH = 1000;
    private static final long POLL_MILLIS = 100;

    private final String url;
    private final String user;
    private final KafkaProducer<String, String> producer;
    private final Semaphore wakeUp = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "raw outbox");
    private volatile boolean closed;

    /** @param user with its name as its password */
    public RawOutbox(String url, String user, KafkaProducer<String, String> producer) {
        this.url = url;
        this.user = user;
        this.producer = producer;
        thread.setDaemon(true);
        thread.start();
    }

    /** With a producer of its own, for good. */
    public static RawOutbox of(String url, String user, String bootstrapServers) {
        return new RawOutbox(url, user, RawClients.producer(bootstrapServers));
    }

    /** Something was committed. */
    public void wake() {
        if (wakeUp.availablePermits() == 0) {
            wakeUp.release();
        }
    }

    private void run() {
        try (Connection connection = DriverManager.getConnection(url, user, user)) {
            while (!closed) {
                if (send(connection) == 0) {
                    wakeUp.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException("the raw outbox cannot go on", e);
        }
    }

    private int send(Connection connection) throws SQLException, InterruptedException, ExecutionException {
        List<Long> seqs = new ArrayList<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select seq, topic, key, payload from outbox order by seq limit " + BATCH)) {
            while (rows.next()) {
                seqs.add(rows.getLong(1));
                sent.add(producer.send(new ProducerRecord<>(rows.getString(2), rows.getString(3), rows.getString(4))));
            }
        }
        for (Future<RecordMetadata> acknowledged : sent) {
            acknowledged.get();
        }
        if (!seqs.isEmpty()) {
            try (var delete = connection.prepareStatement("delete from outbox where seq = any(?)")) {
                delete.setArray(1, connection.createArrayOf("bigint", seqs.toArray()));
                delete.executeUpdate();
            }
        }
        return seqs.size();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        wake();
        thread.join(TimeUnit.SECONDS.toMillis(5));
    }
}
