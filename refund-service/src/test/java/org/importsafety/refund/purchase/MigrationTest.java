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

/** A database that was in use before. */
class MigrationTest {
    @Test
    void what_was_bought_before_is_found_by_its_month_and_known_by_its_identity() throws SQLException {
        String url = database("refund_migrated");
        migrate(url, "refund_migrated", "6");
        try (Connection connection = DriverManager.getConnection(url, "refund_migrated", "refund_migrated");
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

            migrate(url, "refund_migrated", "latest");

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

    @Test
    void what_a_person_had_paid_is_booked_over_to_its_own_account() throws SQLException {
        String url = database("refund_rebooked");
        migrate(url, "refund_rebooked", "13");
        try (Connection connection = DriverManager.getConnection(url, "refund_rebooked", "refund_rebooked");
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into refund (refund_id, case_id, order_id, line_no, listing_id, buyer_ref, amount, paid, currency,
                                        state, attempt, planned_at)
                    values (gen_random_uuid(), 'c', 'A', 1, 'L', 'b', 5, 5, 'KRW', 'PLANNED', 0, now()),
                           (gen_random_uuid(), 'c', 'A', 2, 'L', 'b', 7, 7, 'KRW', 'PLANNED', 0, now());
                    update refund set state = 'SETTLED', final_at = now(), manual_by = 'anna', manual_at = now(),
                                      manual_reference = 'r',
                                      manual_way = case line_no when 1 then 'CASH' else 'PROVIDER' end
                    """);

            migrate(url, "refund_rebooked", "latest");

            assertEquals(List.of("OWED 0", "PAID 7", "PAID_OTHERWISE 5", "REFUND_COST -12"), rows(statement, """
                            select account || ' ' || sum(taken) from ledger_entry e,
                                 lateral (values (e.debit, -e.amount), (e.credit, e.amount)) side (account, taken)
                            group by account order by account"""));
        }
    }

    private static String database(String name) {
        InfraResource infra = new InfraResource();
        infra.init(Map.of("database", name));
        return infra.start().get("quarkus.datasource.jdbc.url");
    }

    private static void migrate(String url, String database, String target) {
        Flyway.configure()
                .dataSource(url, database, database)
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
