package io.voxlog.infra.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.voxlog.infra.kafka.BrokerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docker-compose.yml at the top of the repository. */
class ComposeFileTest {
    private static JsonNode services;

    @BeforeAll
    static void read() throws IOException {
        services = new YAMLMapper()
                .readTree(Path.of("../../docker-compose.yml").toFile())
                .path("services");
        assertThat(services.isEmpty()).isFalse();
    }

    @Test
    void kafkaHasTheBrokerSettingsOfEveryEnvironment() {
        Map<String, String> environment = new HashMap<>();
        services.path("kafka")
                .path("environment")
                .properties()
                .forEach(field ->
                        environment.put(field.getKey(), field.getValue().asText()));

        Map<String, String> wanted = new HashMap<>();
        BrokerSettings.required().forEach((name, value) -> wanted.put(variable(name), value));
        assertThat(wanted).isNotEmpty();
        assertThat(environment).containsAllEntriesOf(wanted);
    }

    @Test
    void everyServiceIsChecked() {
        assertThat(services)
                .allSatisfy(service ->
                        assertThat(service.at("/healthcheck/test").size()).isPositive());
    }

    @Test
    void everyPortIsOnLoopbackOnly() {
        assertThat(services)
                .allSatisfy(service -> assertThat(service.path("ports"))
                        .isNotEmpty()
                        .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:")));
    }

    @Test
    void theDataIsOnVolumes() {
        assertThat(services.at("/kafka/volumes/0").asText())
                .endsWith(":" + services.at("/kafka/environment/KAFKA_LOG_DIRS").asText());
        assertThat(services.at("/postgres/volumes/0").asText()).endsWith(":/var/lib/postgresql/data");
        assertThat(services.at("/registry/environment/APICURIO_STORAGE_KIND").asText())
                .isEqualTo("sql");
    }

    /** How the image of Apache Kafka names a setting: dots become underscores. */
    private static String variable(String setting) {
        return "KAFKA_" + setting.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
