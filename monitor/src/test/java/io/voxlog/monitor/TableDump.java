package io.voxlog.monitor;

import io.voxlog.infra.postgres.PostgresSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Reads the tables through JDBC, apart from the code under test. */
record TableDump(PostgresSettings settings) {
    private static final List<String> TABLES = List.of(
            "room_records",
            "participant_records",
            "final_records",
            "transcripts",
            "utterances",
            "post_call_jobs",
            "ai_interactions",
            "stt_session_records",
            "worker_records",
            "speechmatics_config",
            "ai_config",
            "webhook_config");

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

    /** Runs any statement. */
    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Every row of a query as "name=value name=value", nulls left out. */
    List<String> query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringJoiner row = new StringJoiner(" ");
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    String value = result.getString(column);
                    if (value != null) {
                        row.add(result.getMetaData().getColumnLabel(column) + "=" + value);
                    }
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                settings.jdbcUrl(), settings.user(), settings.password().reveal());
    }
}
