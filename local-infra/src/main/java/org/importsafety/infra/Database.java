package org.importsafety.infra;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** A service's database and its owner; the owner's name and password are the database's name. */
final class Database {

    private Database() {}

    /** What is there already is left alone. */
    static void create(String superuserUrl, String superuser, String password, String name) {
        checkName(name);
        try (Connection connection = connect(superuserUrl, superuser, password);
                Statement statement = connection.createStatement()) {
            if (!found(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")) {
                statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + name + "'");
            }
            if (!found(statement, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
                statement.execute("CREATE DATABASE " + name + " OWNER " + name);
            }
        } catch (SQLException e) {
            throw new InfraException("cannot create the database " + name, e);
        }
    }

    static void allowReplication(String superuserUrl, String superuser, String password, String name) {
        checkName(name);
        try (Connection connection = connect(superuserUrl, superuser, password);
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE " + name + " REPLICATION");
        } catch (SQLException e) {
            throw new InfraException("cannot let " + name + " read the log", e);
        }
    }

    private static void checkName(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("a database name is lower-case letters, digits and _: " + name);
        }
    }

    private static Connection connect(String url, String user, String password) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source.getConnection();
    }

    private static boolean found(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
