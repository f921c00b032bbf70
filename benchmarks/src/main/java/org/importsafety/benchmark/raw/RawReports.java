package org.importsafety.benchmark.raw;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The floor of testing-service: takes a report, stores it and tells of it. {@code POST /direct/<key>} sends once the row is committed, so a
 * crash in between loses the event; {@code POST /outbox/<key>} stores the event with the row.
 */
public final class RawReports {

    public static final String DATABASE = "raw_reports";
    public static final String DIRECT_TOPIC = "raw.results.direct";
    public static final String OUTBOX_TOPIC = "raw.results.outbox";

    private static final String KEEP = "insert into result (id, key, body, recorded_at) values ($1, $2, $3, now())";
    private static final String KEEP_WITH_EVENT = """
            with kept as (insert into result (id, key, body, recorded_at) values ($1, $2, $3, now()))
            insert into outbox (topic, key, payload) values ($4, $2, $5)
            """;

    private final Pool pool;
    private final KafkaProducer<String, String> producer;
    private final RawOutbox outbox;
    private final String event;

    private RawReports(Vertx vertx, int postgresPort, String bootstrapServers, String event) {
        this.pool = RawClients.pool(vertx, postgresPort, DATABASE);
        this.producer = RawClients.producer(bootstrapServers);
        this.outbox = new RawOutbox(RawClients.jdbcUrl(postgresPort, DATABASE), DATABASE, producer);
        this.event = event;
    }

    /** @param arguments HTTP port, PostgreSQL's port, Kafka's address, the event's value */
    public static void main(String[] arguments) throws SQLException {
        int postgresPort = Integer.parseInt(arguments[1]);
        createTables(RawClients.jdbcUrl(postgresPort, DATABASE));
        Vertx vertx = Vertx.vertx();
        RawReports reports = new RawReports(vertx, postgresPort, arguments[2], arguments[3]);
        vertx.createHttpServer()
                .requestHandler(reports::serve)
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static void createTables(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, DATABASE, DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table result (
                        id          uuid primary key,
                        key         text not null,
                        body        text not null,
                        recorded_at timestamptz not null
                    )
                    """);
            statement.execute(RawOutbox.TABLE);
        }
    }

    private void serve(HttpServerRequest request) {
        if (request.path().equals("/ready")) {
            RawClients.answer(request, 200);
            return;
        }
        boolean direct = request.path().startsWith("/direct/");
        String key = request.path().substring(request.path().lastIndexOf('/') + 1);
        request.body().onSuccess(body -> {
            if (direct) {
                keep(request, key, body.toString());
            } else {
                keepWithEvent(request, key, body.toString());
            }
        });
    }

    private void keep(HttpServerRequest request, String key, String body) {
        pool.preparedQuery(KEEP)
                .execute(Tuple.of(UUID.randomUUID(), key, body))
                .onSuccess(rows -> {
                    producer.send(new ProducerRecord<>(DIRECT_TOPIC, key, event));
                    RawClients.answer(request, 201);
                })
                .onFailure(failure -> RawClients.fail(request, failure));
    }

    private void keepWithEvent(HttpServerRequest request, String key, String body) {
        pool.preparedQuery(KEEP_WITH_EVENT)
                .execute(Tuple.of(UUID.randomUUID(), key, body, OUTBOX_TOPIC, event))
                .onSuccess(rows -> {
                    outbox.wake();
                    RawClients.answer(request, 201);
                })
                .onFailure(failure -> RawClients.fail(request, failure));
    }
}
