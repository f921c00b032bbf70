package org.importsafety.sandbox.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.text.NumberFormat;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.importsafety.sandbox.RunProcess;
import org.importsafety.sandbox.input.Listing;
import org.importsafety.sandbox.platform.Platform;

/** A short month that is being played by the real {@code ./run}, which stays up at its end; then its files say what a page must show. */
final class PlayedMonth implements AutoCloseable {

    private static final Path SMALL = Path.of("src/test/resources/small-month").toAbsolutePath();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int portBase = RunProcess.freePortBase();
    private final Path out;
    private final RunProcess run;

    private PlayedMonth(Path out) throws IOException {
        this.out = out;
        this.run = RunProcess.start(
                "--listings",
                SMALL.resolve("listings.csv").toString(),
                "--orders",
                SMALL.resolve("orders.csv").toString(),
                "--plan",
                SMALL.resolve("plan.csv").toString(),
                "--month",
                "2011-03",
                "--failures",
                "0.5",
                "--speed",
                "36000",
                "--out",
                out.toString(),
                "--data",
                out.resolve("data").toString(),
                "--port-base",
                String.valueOf(portBase));
    }

    static PlayedMonth start(Path out) throws IOException {
        return new PlayedMonth(out);
    }

    String url() {
        return "http://localhost:" + portBase + "/";
    }

    void awaitDashboard() {
        awaitLine("the dashboard opens at");
    }

    void awaitEnd() {
        awaitLine("Everything stays up");
    }

    /** The board as staff gets it, without the times of the answer and of the last reconciliation. */
    String board() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(url() + "api/board"))
                        .header("Authorization", "Bearer " + token("officer"))
                        .build(),
                BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("the board answers " + answer.statusCode());
        }
        ObjectNode board = (ObjectNode) new ObjectMapper().readTree(answer.body());
        if (board.get("books") instanceof ObjectNode books) {
            books.remove("at");
        }
        return board.without("now").toPrettyString();
    }

    /** Another seller puts the item on sale in other words, with none of its keys. @return his listing's id */
    String listAgain(String listingId) throws IOException, InterruptedException {
        String id = listingId + "-again";
        Listing again = new Listing(
                id,
                "another",
                "other",
                "★ NEW ★ " + titleOf(listingId).toUpperCase(Locale.ROOT),
                null,
                null,
                null,
                null,
                List.of(id + "-0"),
                null,
                "GBP",
                null,
                List.of());
        try (Platform platform = new Platform("127.0.0.1:" + (portBase + 12))) {
            platform.list(again, Instant.parse("2011-04-05T00:00:00Z"));
        }
        return id;
    }

    /** All but the dashboard's own: nobody is connected to them, and nobody can connect. */
    void stopServiceDatabases() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String database : List.of("selection", "testing", "enforcement", "refund")) {
                statement.execute("alter database " + database + " allow_connections false");
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database + "'");
            }
        }
    }

    /** Takes everything that the dashboard knows away from it, and kills it; {@code ./run} starts it again. */
    void emptyDashboard() throws SQLException, IOException {
        try (Connection connection = connect("dashboard");
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema public cascade");
            statement.execute("create schema public authorization dashboard");
        }
        long pid = RunProcess.pids(out.resolve("data")).get("ops-dashboard");
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private Connection connect(String database) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + (portBase + 14) + "/" + database;
        return DriverManager.getConnection(url, "postgres", "postgres");
    }

    String token(String holder) throws IOException {
        return Files.readString(out.resolve("tokens").resolve(holder + ".jwt")).strip();
    }

    List<NamedCsvRecord> selections() throws IOException {
        return read(out.resolve("selections.csv"));
    }

    List<NamedCsvRecord> verdicts(String verdict) throws IOException {
        return read(out.resolve("verdicts.csv")).stream()
                .filter(row -> row.getField("verdict").equals(verdict))
                .toList();
    }

    List<NamedCsvRecord> blocks() throws IOException {
        return read(out.resolve("blocks.csv"));
    }

    List<NamedCsvRecord> refunds() throws IOException {
        return read(out.resolve("refunds.csv"));
    }

    /** All refunds together, as an English page writes money. */
    String refundedMoney() throws IOException {
        BigDecimal sum = refunds().stream()
                .map(row -> new BigDecimal(row.getField("amount")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        NumberFormat format = NumberFormat.getCurrencyInstance(Locale.UK);
        format.setCurrency(Currency.getInstance("GBP"));
        return format.format(sum.movePointLeft(2));
    }

    /** A failed item that somebody had bought: everything that can happen has happened to it. */
    NamedCsvRecord failedAndRefunded() throws IOException {
        List<NamedCsvRecord> refunds = refunds();
        return verdicts("FAIL").stream()
                .filter(row -> refunds.stream()
                        .anyMatch(refund -> refund.getField("case_id").equals(row.getField("case_id"))))
                .findFirst()
                .orElseThrow();
    }

    static String titleOf(String listingId) throws IOException {
        return row(read(SMALL.resolve("listings.csv")), "listing_id", listingId).getField("title");
    }

    static NamedCsvRecord row(List<NamedCsvRecord> rows, String column, String value) {
        return rows.stream()
                .filter(row -> row.getField(column).equals(value))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        run.close();
    }

    private void awaitLine(String part) {
        run.awaitLine(part);
        if (!run.said().contains(part)) {
            throw new AssertionError("./run has ended before '" + part + "':\n" + run.said());
        }
    }

    private static List<NamedCsvRecord> read(Path csv) throws IOException {
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(csv)) {
            return records.stream().toList();
        }
    }
}
