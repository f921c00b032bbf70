package org.importsafety.refund;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.importsafety.infra.InfraResource;
import org.importsafety.infra.Leash;
import org.importsafety.infra.LocalTokens;

/** The service as it is built, in a process of its own that can be killed and started again on the same database and topics. */
final class RefundProcess implements AutoCloseable {
    /** As little as ./run gives it: what grows with a case would not fit. */
    private static final String HEAP = "-Xmx128m";

    private static final Path DIRECTORY = Path.of("target").toAbsolutePath();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port = freePort();
    private final String database;
    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Leash leash;

    /** @param provider the settings under which the payment provider is reached */
    RefundProcess(String database, Map<String, String> provider) {
        this.database = database;
        InfraResource infra = new InfraResource();
        infra.init(Map.of("database", database));
        URI postgres =
                URI.create(infra.start().get("quarkus.datasource.jdbc.url").substring("jdbc:".length()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(HEAP, "-XX:+UseSerialGC"));
        provider.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(
                List.of("-jar", DIRECTORY.resolve("quarkus-app/quarkus-run.jar").toString()));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", InfraResource.bootstrapServers());
        environment.put("DB_HOST", postgres.getHost());
        environment.put("DB_PORT", String.valueOf(postgres.getPort()));
        environment.put("DB_NAME", database);
        environment.put("DB_USER", database);
        environment.put("DB_PASSWORD", database);
        environment.put("PROVIDER_URL", provider.get("quarkus.rest-client.provider.url"));
        environment.put("PROVIDER_TOKEN", provider.get("refund.provider-token"));
        environment.put("HTTP_PORT", String.valueOf(port));
        environment.put("JWT_ISSUER", LocalTokens.ISSUER);
        environment.put(
                "JWT_PUBLIC_KEY", InfraResource.tokens().publicKey().toUri().toString());
    }

    /** Returns when it is ready for work. */
    void start() {
        leash = Leash.start(command, environment, DIRECTORY, DIRECTORY.resolve("refund-process.log"));
        URI ready = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
        await("refund-service ready, see its log under target/")
                .atMost(Duration.ofMinutes(2))
                .until(() -> answers(ready));
    }

    /** kill -9. */
    void kill() {
        leash.kill();
    }

    int port() {
        return port;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + environment.get("DB_HOST") + ":" + environment.get("DB_PORT") + "/" + database,
                database,
                database);
    }

    private boolean answers(URI ready) throws InterruptedException {
        if (!leash.isAlive()) {
            throw new AssertionError("refund-service ended at its start:\n" + log());
        }
        try {
            return HTTP.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static String log() {
        try {
            return Files.readString(DIRECTORY.resolve("refund-process.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Free a moment ago; nobody else is expected to take it. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (leash != null) {
            leash.stop(Duration.ofSeconds(15));
        }
    }
}
