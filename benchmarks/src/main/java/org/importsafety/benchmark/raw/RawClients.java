package org.importsafety.benchmark.raw;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;

/** The clients of the floors, set as durable and as quick as those of the services. */
public final class RawClients {

    private static final int CONNECTIONS = 16;

    private RawClients() {}

    static KafkaProducer<String, String> producer(String bootstrapServers) {
        return producer(bootstrapServers, "none");
    }

    /** @param compression by Kafka's names */
    public static KafkaProducer<String, String> producer(String bootstrapServers, String compression) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        compression,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                new StringSerializer(),
                new StringSerializer());
    }

    /** @param database its user and password are called like it */
    public static Pool pool(Vertx vertx, int port, String database) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setDatabase(database)
                .setUser(database)
                .setPassword(database)
                .setCachePreparedStatements(true);
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                .connectingTo(options)
                .using(vertx)
                .build();
    }

    public static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Told on the process's log, too: a floor that does not work is no floor. */
    public static void fail(HttpServerRequest request, Throwable failure) {
        failure.printStackTrace();
        answer(request, 500);
    }

    public static void answer(HttpServerRequest request, int status) {
        request.response().setStatusCode(status).end();
    }
}
