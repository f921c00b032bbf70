package org.importsafety.benchmark.relay;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.importsafety.benchmark.Golden;
import org.importsafety.benchmark.raw.RawClients;
import org.importsafety.messaging.RelayAlone;

/**
 * A service that is nothing but an outbox, the table of our services, and what sends it. {@code POST /commits/<key>} commits a row;
 * {@code /rows/<series>/<n>} begins anew and commits n of them, a thousand at a time, with the keys {@code <series>-<1 to n>}; {@code /begin},
 * {@code /start} and {@code /stop} are the relay's.
 */
public final class OutboxProcess {

    /** Who sends. */
    enum Kind {
        OURS,
        SKIP_LOCKED,
        DEBEZIUM,
        DEBEZIUM_TUNED;

        String database() {
            return "relay_" + name().toLowerCase(Locale.ROOT);
        }

        String topic() {
            return "relay." + name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Duration DEFAULT_POLL = Duration.ofMillis(500);
    private static final Duration TUNED_POLL = Duration.ofMillis(5);
    private static final int AT_A_TIME = 1000;

    private static final String SCHEMA = "/db/messaging/V0_1__messaging.sql";
    private static final String COMMIT = """
            insert into outbox (seq, id, aggregatetype, aggregateid, type, headers, payload)
            values (nextval('outbox_seq'), gen_random_uuid(), $1, $2, 'SaleBlocked', $3, $4)
            """;
    private static final String FILL = """
            insert into outbox (seq, id, aggregatetype, aggregateid, type, headers, payload)
            select nextval('outbox_seq'), gen_random_uuid(), ?, ? || '-' || n, 'SaleBlocked', ?, ?
            from generate_series(?::int, ?::int) n
            """;
    private static final String HEADERS = """
            {"ce_specversion":"1.0","ce_id":"5a3c2f6e-3b1b-5a5e-9d5b-0d6f6c1f8a11","ce_source":"urn:importsafety:enforcement-service",\
            "ce_type":"SaleBlocked","ce_time":"2026-11-04T00:00:00Z","ce_subject":"L1","ce_correlationid":"2026-10:L1",\
            "content-type":"application/json","traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}""";

    private final Kind kind;
    private final String url;
    private final Vertx vertx;
    private final Pool pool;
    private final OutboxRelay relay;
    private final String payload = Golden.event("SaleBlocked").toString();

    private OutboxProcess(Kind kind, int postgresPort, Vertx vertx, String bootstrapServers) throws IOException {
        this.kind = kind;
        this.url = RawClients.jdbcUrl(postgresPort, kind.database());
        this.vertx = vertx;
        this.pool = RawClients.pool(vertx, postgresPort, kind.database());
        this.relay = relay(bootstrapServers);
    }

    /** @param arguments HTTP port, PostgreSQL's port, Kafka's address, the name of a {@link Kind} */
    public static void main(String[] arguments) throws Exception {
        Vertx vertx = Vertx.vertx();
        OutboxProcess process =
                new OutboxProcess(Kind.valueOf(arguments[3]), Integer.parseInt(arguments[1]), vertx, arguments[2]);
        process.createTables();
        vertx.createHttpServer()
                .requestHandler(process::serve)
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private OutboxRelay relay(String bootstrapServers) throws IOException {
        String database = kind.database();
        return switch (kind) {
            case OURS -> new RelayAlone(url, database, bootstrapServers);
            case SKIP_LOCKED -> new SkipLockedLoop(url, database, bootstrapServers);
            case DEBEZIUM -> new DebeziumRelay(url, database, bootstrapServers, DEFAULT_POLL);
            case DEBEZIUM_TUNED -> new DebeziumRelay(url, database, bootstrapServers, TUNED_POLL);
        };
    }

    private void createTables() throws SQLException, IOException {
        try (InputStream schema = RelayAlone.class.getResourceAsStream(SCHEMA);
                Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void serve(HttpServerRequest request) {
        String[] path = request.path().substring(1).split("/");
        switch (path[0]) {
            case "ready" -> RawClients.answer(request, 200);
            case "commits" -> commit(request, path[1]);
            case "begin" -> work(request, this::begin);
            case "rows" -> work(request, () -> fill(path[1], Integer.parseInt(path[2])));
            case "start" ->
                work(request, () -> {
                    relay.start();
                    return null;
                });
            case "stop" ->
                work(request, () -> {
                    relay.stop();
                    return null;
                });
            default -> RawClients.answer(request, 404);
        }
    }

    private void work(HttpServerRequest request, Callable<Void> work) {
        vertx.executeBlocking(work)
                .onSuccess(done -> RawClients.answer(request, 200))
                .onFailure(failure -> RawClients.fail(request, failure));
    }

    private void commit(HttpServerRequest request, String key) {
        pool.preparedQuery(COMMIT)
                .execute(Tuple.of(kind.topic(), key, HEADERS, payload))
                .onSuccess(rows -> {
                    relay.wake();
                    RawClients.answer(request, 201);
                })
                .onFailure(failure -> RawClients.fail(request, failure));
    }

    private Void begin() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate outbox");
        }
        relay.begin();
        return null;
    }

    private Void fill(String series, int count) throws Exception {
        begin();
        try (Connection connection = connect();
                PreparedStatement fill = connection.prepareStatement(FILL)) {
            fill.setString(1, kind.topic());
            fill.setString(2, series);
            fill.setString(3, HEADERS);
            fill.setString(4, payload);
            for (int n = 1; n <= count; n += AT_A_TIME) {
                fill.setInt(5, n);
                fill.setInt(6, Math.min(n + AT_A_TIME - 1, count));
                fill.executeUpdate();
            }
        }
        return null;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, kind.database(), kind.database());
    }
}
