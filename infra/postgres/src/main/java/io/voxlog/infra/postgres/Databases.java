package io.voxlog.infra.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Databases of a server. Blocks. */
public final class Databases {
    private static final int CONNECT_SECONDS = 5;

    private Databases() {}

    /**
     * Makes the database unless it is there.
     *
     * @return how to reach it
     * @throws PostgresException if the server cannot be reached or refuses
     */
    public static PostgresSettings ensure(PostgresSettings server, String database) {
        if (!database.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("not a plain database name: " + database);
        }
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            if (!exists(connection, database)) {
                statement.execute("CREATE DATABASE " + database);
            }
            return server.withDatabase(database);
        } catch (SQLException e) {
            throw new PostgresException("cannot make database " + database + ": " + e.getMessage(), e);
        }
    }

    /**
     * Whether the database answers.
     *
     * @param seconds to wait for it, at most
     * @throws PostgresException saying why it does not
     */
    public static void check(PostgresSettings settings, int seconds) {
        try (Connection connection = connect(settings, seconds);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        } catch (SQLException e) {
            throw new PostgresException(
                    "Postgres at " + settings.host() + ":" + settings.port() + ", database " + settings.database()
                            + ", does not answer (" + e.getMessage() + ")",
                    e);
        }
    }

    static Connection connect(PostgresSettings settings) throws SQLException {
        return connect(settings, CONNECT_SECONDS);
    }

    private static Connection connect(PostgresSettings settings, int seconds) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password().reveal());
        properties.setProperty("connectTimeout", Integer.toString(seconds));
        properties.setProperty("loginTimeout", Integer.toString(seconds));
        properties.setProperty("socketTimeout", Integer.toString(Math.max(seconds, CONNECT_SECONDS)));
        return DriverManager.getConnection(settings.jdbcUrl(), properties);
    }

    private static boolean exists(Connection connection, String database) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, database);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }
}
