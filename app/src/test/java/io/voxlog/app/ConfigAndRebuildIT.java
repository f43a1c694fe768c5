package io.voxlog.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.app.stack.Infrastructure;
import io.voxlog.app.stack.StackOptions;
import io.voxlog.infra.postgres.PostgresSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands of docs/moving-from-media-worker.md on a real registry, and the tables that a rebuild makes of them. */
class ConfigAndRebuildIT {
    private static final Path NOTE = Path.of("..", "docs", "moving-from-media-worker.md");

    @TempDir
    Path folder;

    @Test
    void theNotesCommandsGiveTheRowsOfTheInserts() throws Exception {
        try (Infrastructure cluster = Infrastructure.start(
                new StackOptions(folder.resolve("data"), folder.resolve("programs"), 0, 0, "key", ""), line -> {})) {
            List<String> sets =
                    commands().filter(line -> line.startsWith("config set")).toList();
            assertThat(sets).hasSize(4);
            sets.forEach(line -> command(cluster, line));
            commands().filter(line -> !line.startsWith("config set")).forEach(line -> command(cluster, line));

            assertThat(command(cluster, "config list"))
                    .contains("ai/openai/post-call-analysis", "model_name=gpt-4", "api_key=[set: env:OPENAI_API_KEY]")
                    .contains("speechmatics/default")
                    .doesNotContain("anthropic");
            String rebuilt = command(cluster, "monitor rebuild --env-file " + database(cluster));

            assertThat(rebuilt).contains("100 %").containsPattern("ai_config +1 rows");
            assertThat(rows(
                            cluster.postgres(),
                            "SELECT concat_ws(' ', service_name, model_name, priority, is_active, "
                                    + "use_case, api_key) FROM ai_config"))
                    .containsExactly("openai gpt-4 100 f post-call-analysis [set: env:OPENAI_API_KEY]");
            assertThat(rows(
                            cluster.postgres(),
                            "SELECT concat_ws(' ', api_key, default_language, enable_partials, "
                                    + "operating_point) FROM speechmatics_config"))
                    .containsExactly("[set: env:SPEECHMATICS_API_KEY] en t standard");
        }
    }

    private Path database(Infrastructure cluster) throws Exception {
        return Files.writeString(folder.resolve("database.env"), "VOXLOG_PG_URL=" + cluster.databaseUrl());
    }

    /** Every command of the note that works on the configuration or the tables, in its order. */
    private static Stream<String> commands() throws Exception {
        return Pattern.compile("`\\./voxlog (config [^`]+)`")
                .matcher(Files.readString(NOTE))
                .results()
                .map(found -> found.group(1));
    }

    private static String command(Infrastructure cluster, String line) {
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
        words.addAll(List.of("--bootstrap-server", cluster.bootstrapServers(), "--registry", cluster.registryUrl()));
        StringWriter text = new StringWriter();
        int status = new CommandLine(VoxlogMain.commands())
                .setOut(new PrintWriter(text))
                .setErr(new PrintWriter(text))
                .execute(words.toArray(String[]::new));
        assertThat(status).as("%s: %s", line, text).isZero();
        return text.toString();
    }

    private static List<String> rows(PostgresSettings settings, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        settings.jdbcUrl(), settings.user(), settings.password().reveal());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }
}
