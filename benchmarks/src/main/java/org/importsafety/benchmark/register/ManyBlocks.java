package org.importsafety.benchmark.register;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.importsafety.benchmark.Arrivals;
import org.importsafety.benchmark.Golden;
import org.importsafety.benchmark.Stage;
import org.importsafety.events.Topics;

/** A register of years: one block is made by the service itself, and its row is copied under other names. */
final class ManyBlocks {

    private static final String LISTING = "PATTERN";
    private static final String COPY = """
            insert into block
            select (jsonb_populate_record(pattern, jsonb_build_object(
                'block_id', gen_random_uuid(),
                'case_id', '2020-01:R' || n,
                'listing_id', 'R' || n,
                'gtin', lpad(n::text, 14, '0'),
                'statement', replace(pattern.statement, pattern.listing_id, 'R' || n)))).*
            from block pattern, generate_series(0, ? - 1) n
            where pattern.listing_id = ?
            """;

    private ManyBlocks() {}

    static String listing(int n) {
        return "R" + n;
    }

    static String gtin(int n) {
        return "%014d".formatted(n);
    }

    static void fill(Stage stage, int count) throws Exception {
        blockOne(stage);
        try (Connection connection = DriverManager.getConnection(
                        stage.postgres().jdbcUrl("enforcement"), "enforcement", "enforcement");
                PreparedStatement copy = connection.prepareStatement(COPY);
                Statement statement = connection.createStatement()) {
            copy.setInt(1, count);
            copy.setString(2, LISTING);
            if (copy.executeUpdate() != count) {
                throw new IllegalStateException("the register could not be filled");
            }
            statement.execute("vacuum analyze block");
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
