package io.voxlog.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.voxlog.infra.kafka.PlannedTopic;
import io.voxlog.infra.kafka.TopicPlan;
import io.voxlog.schemas.PcmHeaders;
import io.voxlog.schemas.Topics;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** What teams downstream are told of the topics is so: docs/asyncapi.yaml and docs/consuming.md. */
class DownstreamDocsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path ASYNCAPI = ROOT.resolve("docs/asyncapi.yaml");
    private static final Path CONSUMING = ROOT.resolve("docs/consuming.md");

    /** A fenced block under the name of the file that it repeats. */
    private static final Pattern QUOTED =
            Pattern.compile("<!-- (examples/\\S+) -->\\n```\\w+\\n(.*?)```\\n", Pattern.DOTALL);

    /** Run with -Dvoxlog.publish=true to write it anew. */
    @Test
    void theDescriptionFollowsFromCatalogueSchemasAndPlan() throws Exception {
        String expected = AsyncApiDocument.yaml();
        if (Boolean.getBoolean("voxlog.publish")) {
            Files.writeString(ASYNCAPI, expected);
        }

        assertThat(Files.readString(ASYNCAPI))
                .as("docs/asyncapi.yaml; write it anew with -Dvoxlog.publish=true")
                .isEqualTo(expected);
    }

    @Test
    void theDescriptionHasEveryTopicWithItsRecords() throws Exception {
        JsonNode document = new ObjectMapper(new YAMLFactory()).readTree(ASYNCAPI.toFile());
        JsonNode messages = document.path("components").path("messages");

        assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
        for (PlannedTopic topic : TopicPlan.load().topics()) {
            JsonNode kafka = document.path("channels")
                    .path(topic.name())
                    .path("bindings")
                    .path("kafka");
            assertThat(kafka.path("partitions").asInt()).as(topic.name()).isEqualTo(topic.partitions());
            assertThat(kafka.path("topicConfiguration").path("retention.ms").asText(""))
                    .as(topic.name())
                    .isEqualTo(topic.settings().getOrDefault("retention.ms", ""));
        }
        Topics.all().stream().flatMap(topic -> topic.schemas().stream()).forEach(schema -> {
            JsonNode described = messages.path(schema.getName()).path("payload").path("schema");
            assertThat(new Schema.Parser().parse(described.toString())).isEqualTo(schema);
        });
        for (String target : references(document)) {
            assertThat(document.at(target.substring(1)).isMissingNode())
                    .as(target)
                    .isFalse();
        }
    }

    @Test
    void everyHeaderAndKindOfPcmIsDescribed() throws Exception {
        String description = Files.readString(ASYNCAPI);
        String page = Files.readString(CONSUMING);

        for (Field field : PcmHeaders.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                String text = String.valueOf(field.get(null));
                assertThat(description).contains(text);
                assertThat(page).contains("`" + text + "`");
            }
        }
    }

    @Test
    void thePageShowsTheTestedPrograms() throws Exception {
        List<MatchResult> quoted =
                QUOTED.matcher(Files.readString(CONSUMING)).results().toList();

        for (MatchResult block : quoted) {
            assertThat(block.group(2)).as(block.group(1)).isEqualTo(Files.readString(ROOT.resolve(block.group(1))));
        }
        try (Stream<Path> files = Files.walk(ROOT.resolve("examples"))) {
            List<String> programs = files.filter(file -> file.toString().matches(".*\\.(py|java|sh)"))
                    .map(file -> ROOT.relativize(file).toString())
                    .toList();
            assertThat(quoted).extracting(block -> block.group(1)).containsExactlyInAnyOrderElementsOf(programs);
        }
    }

    private static List<String> references(JsonNode node) {
        List<String> targets = new ArrayList<>(node.findValuesAsText("$ref"));
        assertThat(targets).isNotEmpty().allMatch(target -> target.startsWith("#/"));
        return targets;
    }
}
