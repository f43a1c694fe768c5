package io.voxlog.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.runtime.config.SeedVariables;
import io.voxlog.runtime.config.VariableCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** README and docs say nothing that is not so: commands, files and variables that they name exist. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern COMMAND = Pattern.compile("\\./voxlog ([a-z][^`#\\n]*)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final Pattern VARIABLE = Pattern.compile(
            "\\b((?:VOXLOG|KAFKA|LIVEKIT|INGEST|STT|ANALYSIS|MONITOR|NOTIFIER|OPS|AUDIO|SCHEMA_REGISTRY)_[A-Z_]+)\\b");

    static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("calls/README.md")));
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        }
        return documents;
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandIsUnderstood(Path document) throws IOException {
        Matcher commands = COMMAND.matcher(Files.readString(document));
        while (commands.find()) {
            String[] words = commands.group(1).strip().split("\\s+");
            assertThat(Commands.problem(words))
                    .as("%s: ./voxlog %s", document, commands.group(1))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToAFile(Path document) throws IOException {
        Matcher links = LINK.matcher(Files.readString(document));
        while (links.find()) {
            assertThat(document.resolveSibling(links.group(1)))
                    .as("link in %s", document)
                    .exists();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyVariableIsKnown(Path document) throws IOException {
        Matcher variables = VARIABLE.matcher(Files.readString(document));
        Set<String> known = Variables.known();
        while (variables.find()) {
            assertThat(known).as("variable in %s", document).contains(variables.group(1));
        }
    }

    @Test
    void theReadmeNamesTheTwoCommands() throws IOException {
        assertThat(Files.readString(ROOT.resolve("README.md")))
                .contains("./voxlog demo")
                .contains("mvn verify");
        assertThat(Files.readString(ROOT.resolve(".ci/run"))).endsWith("mvn verify\n");
    }

    /** Understands a command line without running it. */
    private static final class Commands {
        static String problem(String... words) {
            try {
                new CommandLine(VoxlogMain.commands())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .parseArgs(words);
                return "";
            } catch (CommandLine.ParameterException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    /**
     * Names of variables that Voxlog or one of its tests reads; ConfigurationDocumentTest holds them against the code.
     */
    private static final class Variables {
        static Set<String> known() {
            Set<String> names = new TreeSet<>(Set.of("VOXLOG_REQUIRE_PEERS"));
            VariableCatalogue.load().all().forEach(variable -> names.add(variable.name()));
            SeedVariables.load().all().forEach(variable -> names.add(variable.name()));
            Stream.of(ConsumerConfig.configNames(), ProducerConfig.configNames(), AdminClientConfig.configNames())
                    .flatMap(Set::stream)
                    .forEach(property ->
                            names.add("KAFKA_" + property.replace('.', '_').toUpperCase(Locale.ROOT)));
            return names;
        }
    }
}
