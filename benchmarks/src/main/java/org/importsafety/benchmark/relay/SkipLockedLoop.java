package org.importsafety.benchmark.relay;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.importsafety.benchmark.raw.RawClients;

/**
 * The loop that is written most often: take rows out in a transaction, passing over those that another instance has, send them, and commit
 * when Kafka has them. No lease, no retry, no headers of their own.
 */
final class SkipLockedLoop implements OutboxRelay {

    private static final String TAKE = """
            delete from outbox where seq in (select seq from outbox order by seq limit 1000 for update skip locked)
            returning seq, aggregatetype, aggregateid, headers, payload
            """;
    private static final long POLL_MILLIS = 100;

    private final String url;
    private final String user;
    private final KafkaProducer<String, String> producer;
    private final Semaphore wakeUp = new Semaphore(0);
    private volatile boolean stopping;
    private Thread thread;

    /** @param user with its name as its password */
    SkipLockedLoop(String url, String user, String bootstrapServers) {
        this.url = url;
        this.user = user;
        this.producer = RawClients.producer(bootstrapServers, OutboxRecord.COMPRESSION);
    }

    @Override
    public void begin() {
        // what is in the table is sent, whenever it was committed
    }

    @Override
    public void start() {
        stopping = false;
        thread = new Thread(this::run, "skip locked");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void wake() {
        if (wakeUp.availablePermits() == 0) {
            wakeUp.release();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        stopping = true;
        wake();
        thread.join();
    }

    private void run() {
        try (Connection connection = DriverManager.getConnection(url, user, user);
                Statement settings = connection.createStatement();
                PreparedStatement take = connection.prepareStatement(TAKE)) {
            settings.execute("set synchronous_commit = off"); // as ours: what a crash brings back is sent again
            connection.setAutoCommit(false);
            while (!stopping) {
                if (send(take) == 0) {
                    connection.commit();
                    wakeUp.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
                } else {
                    connection.commit();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException("the raw relay cannot go on", e);
        }
    }

    /** Rows come back in any order. */
    private record Taken(long seq, ProducerRecord<String, String> record) {}

    private int send(PreparedStatement take) throws SQLException, InterruptedException, ExecutionException {
        List<Taken> taken = new ArrayList<>();
        try (var rows = take.executeQuery()) {
            while (rows.next()) {
                taken.add(new Taken(
                        rows.getLong(1),
                        OutboxRecord.of(rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5))));
            }
        }
        taken.sort(Comparator.comparingLong(Taken::seq));
        List<Future<RecordMetadata>> sent =
                taken.stream().map(row -> producer.send(row.record())).toList();
        for (Future<RecordMetadata> acknowledged : sent) {
            acknowledged.get();
        }
        return taken.size();
    }
}
