package org.importsafety.benchmark.refund;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.importsafety.benchmark.Stage;

/** refund-service and its database, which the rounds look into: what is planned and paid is told there first. */
final class RefundDatabase implements AutoCloseable {

    static final String NAME = "refund";

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern TENURED = Pattern.compile(
            "^jvm_memory_used_bytes\\{area=\"heap\",id=\"Tenured Gen\"[^}]*} (\\S+)$", Pattern.MULTILINE);

    private final URI service;
    private final Connection connection;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RefundDatabase(URI service, Connection connection) {
        this.service = service;
        this.connection = connection;
    }

    /** @param provider the payment provider's address @param settings beside it */
    static RefundDatabase start(Stage stage, String provider, Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("PROVIDER_URL", provider);
        all.put("PROVIDER_TOKEN", "none");
        all.put("REFUND_RECONCILE_EVERY", "0");
        URI service = stage.service("refund-service", NAME, all);
        return stage.closing(new RefundDatabase(
                service, DriverManager.getConnection(stage.postgres().jdbcUrl(NAME), NAME, NAME)));
    }

    /** One or more statements, each committed by itself unless there is a transaction among them. */
    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Looks every few milliseconds, so seldom that nobody is kept from work. */
    void await(String condition) throws SQLException, InterruptedException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (number("select (" + condition + ")::int") == 0) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("waited for long: " + condition);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Bytes of the service's heap that have outlived collections. */
    long heap() throws IOException, InterruptedException {
        String metrics = http.send(
                        HttpRequest.newBuilder(service.resolve("/q/metrics")).build(), BodyHandlers.ofString())
                .body();
        Matcher tenured = TENURED.matcher(metrics);
        if (!tenured.find()) {
            throw new IllegalStateException("refund-service does not tell of its heap");
        }
        return new BigDecimal(tenured.group(1)).longValue();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
