package org.importsafety.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
class LocalPostgresTest {

    @TempDir
    Path directory;

    @Test
    void a_row_outlives_a_restart_and_a_crash() throws SQLException {
        try (LocalPostgres postgres = LocalPostgres.start(directory, 0)) {
            postgres.createDatabase("refund");
            postgres.createDatabase("refund");
            run(postgres, "CREATE TABLE kept (what text)");
            run(postgres, "INSERT INTO kept VALUES ('restart')");
        }
        LocalPostgres crashing = LocalPostgres.start(directory, 0);
        run(crashing, "INSERT INTO kept VALUES ('crash')");
        ProcessHandle.of(crashing.pid()).orElseThrow().destroyForcibly();
        crashing.close();
        try (LocalPostgres postgres = LocalPostgres.start(directory, 0)) {
            assertEquals("crash, restart", ask(postgres, "SELECT string_agg(what, ', ' ORDER BY what) FROM kept"));
        }
    }

    @Test
    void it_is_durable_and_sorts_and_keeps_time_alike_everywhere() throws SQLException {
        try (LocalPostgres postgres = LocalPostgres.start(directory, 0)) {
            postgres.createDatabase("selection");
            assertEquals("on", ask(postgres, "selection", "SHOW fsync"));
            assertEquals("on", ask(postgres, "selection", "SHOW synchronous_commit"));
            assertEquals("UTC", ask(postgres, "selection", "SHOW log_timezone"));
            String locale = "SELECT concat_ws(' ', datlocprovider, datlocale, pg_encoding_to_char(encoding),"
                    + " pg_get_userbyid(datdba)) FROM pg_database WHERE datname = current_database()";
            assertEquals("b C.UTF-8 UTF8 selection", ask(postgres, "selection", locale));
        }
    }

    @Test
    void whoever_may_read_the_log_can_make_a_replication_slot_where_the_log_tells_enough() throws SQLException {
        try (LocalPostgres postgres = LocalPostgres.start(directory, 0, Map.of("wal_level", "logical"))) {
            postgres.createDatabase("relay");
            postgres.allowReplication("relay");
            assertEquals(
                    "slot",
                    ask(
                            postgres,
                            "relay",
                            "SELECT slot_name FROM pg_create_logical_replication_slot('slot', 'pgoutput')"));
        }
    }

    @Test
    void a_database_name_cannot_carry_sql() {
        assertThrows(IllegalArgumentException.class, () -> Database.create("", "", "", "a; DROP DATABASE b"));
    }

    private static void run(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres, "refund");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(LocalPostgres postgres, String sql) throws SQLException {
        return ask(postgres, "refund", sql);
    }

    private static String ask(LocalPostgres postgres, String database, String sql) throws SQLException {
        try (Connection connection = connect(postgres, database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(LocalPostgres postgres, String database) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(database), database, database);
    }
}
