package org.importsafety.benchmark.register;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.importsafety.benchmark.Arrivals;
import org.importsafety.benchmark.Golden;
import org.importsafety.benchmark.Stage;
import org.importsafety.events.Topics;

/** A register of years: one block is made by the service itself, and its row is copied under other names. */
final class ManyBlocks {

    private static final String LISTING = "PATTERN";
    /** Without what the database makes by itself. */
    private static final String COLUMNS = """
            select string_agg(quote_ident(column_name), ', ') from information_schema.columns
            where table_schema = current_schema and table_name = 'block' and is_generated = 'NEVER'
            """;

    private static final String COPY = """
            insert into block (%1$s)
            select %1$s from (
                select (jsonb_populate_record(pattern, jsonb_build_object(
                    'block_id', gen_random_uuid(),
                    'case_id', '2020-01:R' || n - 1,
                    'listing_id', 'R' || n - 1,
                    'gtin', k.gtin,
                    'statement', replace(pattern.statement, pattern.listing_id, 'R' || n - 1)))).*
                from block pattern, unnest(?::text[]) with ordinality k (gtin, n)
                where pattern.listing_id = ?) copies
            """;
    private static final String KEYS = """
            insert into block_key (block_id, kind, value, scope)
            select block_id, 'GTIN', gtin, '' from block where listing_id like 'R%'
            """;

    private ManyBlocks() {}

    static String listing(int n) {
        return "R" + n;
    }

    /** With the check digit of GS1 General Specifications 7.9. */
    static String gtin(int n) {
        String item = "0880%09d".formatted(n);
        int sum = 0;
        for (int i = 0; i < item.length(); i++) {
            sum += Character.digit(item.charAt(i), 10) * (i % 2 == 0 ? 3 : 1);
        }
        return item + (10 - sum % 10) % 10;
    }

    static void fill(Stage stage, int count) throws Exception {
        blockOne(stage);
        try (Connection connection = DriverManager.getConnection(
                        stage.postgres().jdbcUrl("enforcement"), "enforcement", "enforcement");
                Statement statement = connection.createStatement()) {
            String[] gtins =
                    IntStream.range(0, count).mapToObj(ManyBlocks::gtin).toArray(String[]::new);
            try (PreparedStatement copy = connection.prepareStatement(COPY.formatted(columns(statement)))) {
                copy.setArray(1, connection.createArrayOf("text", gtins));
                copy.setString(2, LISTING);
                if (copy.executeUpdate() != count || statement.executeUpdate(KEYS) != count) {
                    throw new IllegalStateException("the register could not be filled");
                }
            }
            statement.execute("vacuum analyze block");
            statement.execute("vacuum analyze block_key");
        }
    }

    private static String columns(Statement statement) throws SQLException {
        try (ResultSet columns = statement.executeQuery(COLUMNS)) {
            columns.next();
            return columns.getString(1);
        }
    }

    private static void blockOne(Stage stage) throws Exception {
        ObjectNode failed = Golden.event("TestFailed");
        failed.put("listingId", LISTING);
        failed.put("caseId", "2020-01:" + LISTING);
        try (Arrivals blocks = new Arrivals(stage.bootstrapServers(), Topics.ENFORCEMENT.name(), "SaleBlocked");
                KafkaProducer<String, byte[]> producer = Golden.producer(stage.bootstrapServers())) {
            long now = System.nanoTime();
            producer.send(new ProducerRecord<>(Topics.TESTING_RESULTS.name(), LISTING, Golden.bytes(failed)));
            producer.flush();
            if (blocks.sample(Map.of(LISTING, now), now).lost() > 0) {
                throw new IllegalStateException("enforcement-service did not block the first listing");
            }
        }
    }
}
