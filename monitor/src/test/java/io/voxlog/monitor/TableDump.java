package io.voxlog.monitor;

import io.voxlog.infra.postgres.PostgresSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads the tables through JDBC, apart from the code under test. */
record TableDump(PostgresSettings settings) {
    private static final List<String> TABLES =
            List.of("rooms", "participants", "transcriptions", "transcripts", "utterances", "post_call_jobs");

    /** Every row of every projected table as JSON, in a fixed order. */
    List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : TABLES) {
            rows.addAll(list("SELECT '" + table + " ' || to_jsonb(t)::text FROM " + table + " t ORDER BY 1"));
        }
        return rows;
    }

    List<String> list(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                values.add(result.getString(1));
            }
            return values;
        }
    }

    String one(String sql) throws SQLException {
        return list(sql).get(0);
    }

    void empty() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE projections, " + String.join(", ", TABLES));
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                settings.jdbcUrl(), settings.user(), settings.password().reveal());
    }
}
