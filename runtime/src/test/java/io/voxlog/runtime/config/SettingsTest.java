package io.voxlog.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.runtime.Env;
import io.voxlog.runtime.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void flagsOverrideTheEnvironmentAndThatTheFile() {
        Settings settings = Settings.of(
                Map.of("OPS_PORT", "1"),
                Map.of("OPS_PORT", "2", "MODE", "both"),
                Map.of("OPS_PORT", "3", "MODE", "x", "WORKER_ID", "w"));
        assertThat(settings.values()).isEqualTo(Map.of("OPS_PORT", "1", "MODE", "both", "WORKER_ID", "w"));
        assertThat(settings).hasToString("Settings" + settings.values().keySet());
    }

    @Test
    void namesUnknownVariablesWithTheNearestThatIsKnown() {
        assertThat(Settings.of(Map.of("INGEST_PROT", "1", "STT_COMPLETELY_DIFFERENT_THING", "2", "PATH", "3"))
                        .notes())
                .containsExactly(
                        "unknown variable INGEST_PROT; did you mean INGEST_PORT?",
                        "unknown variable STT_COMPLETELY_DIFFERENT_THING");
    }

    @Test
    void takesOverOlderNamesWhereOursAreNotSet() {
        Settings settings = Settings.of(Map.of(
                        "HEARTBEAT_INTERVAL_MS", "250",
                        "PORT", "8080",
                        "OPS_PORT", "9",
                        "WORKER_CONCURRENCY", "5",
                        "POLLING_INTERVAL_MS", "3000"))
                .withSeedNames();
        Env env = settings.env();
        assertThat(env.duration("HEARTBEAT_INTERVAL", Duration.ZERO)).isEqualTo(Duration.ofMillis(250));
        assertThat(env.integer("OPS_PORT", 0, 0, 65_535)).isEqualTo(9);
        assertThat(env.integer("ANALYSIS_WORKERS", 0, 0, 64)).isEqualTo(5);
        assertThat(settings.notes())
                .contains("HEARTBEAT_INTERVAL is taken from HEARTBEAT_INTERVAL_MS")
                .anyMatch(note -> note.startsWith("POLLING_INTERVAL_MS has no effect"))
                .noneMatch(note -> note.startsWith("OPS_PORT"));
    }

    @Test
    void anOlderDatabaseIsNeverTakenOver() {
        Settings settings =
                Settings.of(Map.of("DATABASE_URL", "postgresql://old")).withSeedNames();
        assertThat(settings.values()).doesNotContainKey("VOXLOG_PG_URL");
        assertThat(settings.notes()).anyMatch(note -> note.contains("VOXLOG_PG_URL"));
    }

    @Test
    void passesKafkasPropertiesOnAndRefusesThoseItReliesOn() {
        Env env = new Env(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "b:9092",
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_SASL_JAAS_CONFIG", "secret",
                "KAFKA_HOME", "/opt/kafka"));
        KafkaSettings kafka = KafkaSettings.from(env, "");
        env.check();
        assertThat(kafka.liveProducer("p"))
                .containsEntry("bootstrap.servers", "b:9092")
                .containsEntry("security.protocol", "SASL_SSL")
                .doesNotContainKey("home");
        assertThat(kafka.toString()).doesNotContain("secret");

        Env bad = new Env(Map.of("KAFKA_GROUP_ID", "mine", "KAFKA_ACKS", "1"));
        KafkaSettings.from(bad, "");
        assertThatThrownBy(bad::check)
                .hasMessageContainingAll("KAFKA_GROUP_ID", "KAFKA_ACKS", "KAFKA_BOOTSTRAP_SERVERS is missing");
    }
}
