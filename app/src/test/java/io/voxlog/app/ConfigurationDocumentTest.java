package io.voxlog.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.app.stack.NodeOptions;
import io.voxlog.app.stack.RolePlan;
import io.voxlog.infra.kafka.BrokerSettings;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.runtime.config.SeedVariable;
import io.voxlog.runtime.config.SeedVariables;
import io.voxlog.runtime.config.Variable;
import io.voxlog.runtime.config.VariableCatalogue;
import io.voxlog.testkit.tone.ToneEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/configuration.md, the catalogue of variables and the code say the same. {@code -Dvoxlog.publish=true} writes the
 * tables of the document anew.
 */
class ConfigurationDocumentTest {
    private static final Path ROOT = Path.of("..");
    private static final Path DOCUMENT = ROOT.resolve("docs").resolve("configuration.md");
    private static final Pattern READ = Pattern.compile(
            "(?:env|settings)\\w*\\s*(?:\\(\\))?\\s*\\.\\s*(?:find|string|required|secret|integer|bool|duration|parsed)\\(\\s*"
                    + "\"([A-Z][A-Z0-9_]+)\"");
    private static final VariableCatalogue CATALOGUE = VariableCatalogue.load();

    @Test
    void theTablesAreThoseOfTheCatalogue() throws IOException {
        String document = Files.readString(DOCUMENT);
        String wanted = replaced(replaced(document, "variables", variables()), "seeds", seeds());
        if (Boolean.getBoolean("voxlog.publish")) {
            Files.writeString(DOCUMENT, wanted);
        } else {
            assertThat(document)
                    .as("run with -Dvoxlog.publish=true to write it anew")
                    .isEqualTo(wanted);
        }
    }

    @Test
    void everyVariableThatTheRolesAskForIsInTheCatalogueWithItsDefault() {
        Env env = new Env(Map.of());
        NodeOptions.from(env, RolePlan.from(env), KafkaSettings.from(env, "127.0.0.1:9092"), "", ToneEngine::new);
        env.asked().forEach((name, fallback) -> {
            Variable variable = CATALOGUE.find(name).orElseThrow(() -> new AssertionError(name + " is not listed"));
            if (!variable.fallback().startsWith("(") && !isEmpty(fallback)) {
                assertThat(value(variable, variable.fallback())).as(name).isEqualTo(value(variable, fallback));
            }
        });
        assertThat(env.asked().keySet()).contains("MODE", "INGEST_PORT", "STT_LANGUAGE", "ANALYSIS_JOBS", "OPS_PORT");
    }

    @Test
    void everyVariableThatCodeNamesIsListedAndEveryListedOneIsNamed() throws IOException {
        String sources = sources();
        Matcher reads = READ.matcher(sources);
        Set<String> read = new TreeSet<>();
        while (reads.find()) {
            read.add(reads.group(1));
        }
        assertThat(read).hasSizeGreaterThan(40);
        assertThat(read)
                .allSatisfy(name -> assertThat(CATALOGUE.find(name)).as(name).isPresent());
        assertThat(CATALOGUE.all())
                .filteredOn(variable -> !variable.family())
                .allSatisfy(variable -> assertThat(sources)
                        .as(variable.name())
                        .containsPattern("[\"{:]" + variable.name() + "[\":}-]"));
    }

    @Test
    void theBrokerSettingsInOperationsAreThoseOfTheBroker() throws IOException {
        String document = Files.readString(ROOT.resolve("docs").resolve("operations.md"));
        Matcher block =
                Pattern.compile("```properties\\n(.*?)```", Pattern.DOTALL).matcher(document);
        assertThat(block.find()).isTrue();
        Properties settings = new Properties();
        settings.load(new StringReader(block.group(1)));
        assertThat(settings).isEqualTo(BrokerSettings.required());
    }

    @Test
    void everyVariableOfTheSeedsIsAnsweredFor() throws IOException {
        Set<String> known =
                SeedVariables.load().all().stream().map(SeedVariable::name).collect(Collectors.toSet());
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/seed-variables.txt"))) {
            List<String> seeds = Arrays.asList(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\\s+"));
            assertThat(seeds).hasSizeGreaterThan(60);
            assertThat(known).containsExactlyInAnyOrderElementsOf(seeds);
        }
        assertThat(SeedVariables.load().all())
                .filteredOn(seed -> !seed.ours().isEmpty())
                .allSatisfy(seed ->
                        assertThat(CATALOGUE.find(seed.ours())).as(seed.name()).isPresent());
    }

    /** Nothing, or a value with a form of its own in Java. */
    private static boolean isEmpty(String fallback) {
        return fallback.isEmpty() || fallback.equals("Optional.empty") || fallback.matches("(?s).*[\\[{].*");
    }

    private static Object value(Variable variable, String text) {
        if (!variable.type().equals("duration") || text.isEmpty()) {
            return text.toLowerCase(Locale.ROOT);
        }
        return text.startsWith("PT") ? Duration.parse(text) : Env.parseDuration(text);
    }

    private static String variables() {
        StringBuilder table = new StringBuilder(
                "| variable | type | default | read by | meaning |\n| --- | --- | --- | --- | --- |\n");
        for (Variable variable : CATALOGUE.all()) {
            String fallback =
                    variable.fallback().isEmpty() || variable.fallback().startsWith("(")
                            ? variable.fallback()
                            : "`" + variable.fallback() + "`";
            table.append("| `")
                    .append(variable.name())
                    .append("` | ")
                    .append(String.join(" | ", variable.type(), fallback, variable.readBy(), variable.meaning()))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String seeds() {
        StringBuilder table = new StringBuilder("| variable | system | here | note |\n| --- | --- | --- | --- |\n");
        for (SeedVariable seed : SeedVariables.load().all()) {
            String ours = seed.ours().isEmpty() ? "" : " `" + seed.ours() + "`";
            String here = switch (seed.use()) {
                case SAME -> "the same";
                case ALIAS, MILLIS -> "taken as" + ours;
                case IGNORED -> ours.isEmpty() ? "no effect" : "no effect; set" + ours;
                case ABSENT -> "not needed";
            };
            table.append("| `")
                    .append(seed.name())
                    .append("` | ")
                    .append(String.join(" | ", seed.systems(), here, seed.note()))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String replaced(String document, String section, String table) {
        String begin = "<!-- " + section + " -->\n";
        String end = "<!-- end of " + section + " -->";
        int from = document.indexOf(begin) + begin.length();
        int to = document.indexOf(end);
        assertThat(from).as(begin).isGreaterThan(begin.length() - 1);
        assertThat(to).as(end).isGreaterThanOrEqualTo(from);
        return document.substring(0, from) + table + document.substring(to);
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder(Files.readString(ROOT.resolve("voxlog")))
                .append(Files.readString(ROOT.resolve("docker-compose.yml")));
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(path -> path.toString().contains("src/main/"))
                    .filter(path ->
                            path.toString().endsWith(".java") || path.toString().endsWith("voxlog-log-file.xml"))
                    .toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
