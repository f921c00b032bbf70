package org.importsafety.refund.purchase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.importsafety.infra.InfraResource;
import org.junit.jupiter.api.Test;

/** A database that was in use before purchases were kept by month. */
class MigrationTest {
    private static final String BEFORE = "6";
    private static final String DATABASE = "refund_migrated";

    @Test
    void what_was_bought_before_is_found_by_its_month_and_known_by_its_identity() throws SQLException {
        InfraResource infra = new InfraResource();
        infra.init(Map.of("database", DATABASE));
        String url = infra.start().get("quarkus.datasource.jdbc.url");
        migrate(url, BEFORE);
        try (Connection connection = DriverManager.getConnection(url, DATABASE, DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into purchase values
                        ('A', 1, 'L', 'b', 500, 'KRW', '2026-01-31 14:59:59Z'),
                        ('A', 2, 'L', 'b', 600, 'KRW', '2026-01-31 15:00:00Z')
                    """);
            statement.execute("""
                    insert into refund (refund_id, case_id, order_id, line_no, listing_id, buyer_ref, amount, currency, state,
                                        attempt, planned_at)
                    values (gen_random_uuid(), 'c', 'A', 2, 'L', 'b', 599, 'KRW', 'PLANNED', 0, now())
                    """);

            migrate(url, "latest");

            assertEquals(
                    List.of("purchase_2026_01 A 1 500", "purchase_2026_02 A 2 600"),
                    rows(
                            statement,
                            "select concat_ws(' ', tableoid::regclass, order_id, line_no, amount) from purchase order by line_no"));
            assertEquals(
                    List.of("A 1", "A 2"),
                    rows(statement, "select order_id || ' ' || line_no from order_line order by line_no"));
            assertEquals(List.of("600"), rows(statement, "select paid::text from refund"));
        }
    }

    private static void migrate(String url, String target) {
        Flyway.configure()
                .dataSource(url, DATABASE, DATABASE)
                .locations("classpath:db/messaging", "filesystem:src/main/resources/db/migration")
                .target(target)
                .load()
                .migrate();
    }

    private static List<String> rows(Statement statement, String sql) throws SQLException {
        List<String> all = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }
}
