package io.voxlog.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.infra.postgres.PostgresSettings;
import io.voxlog.runtime.Env;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorConfigTest {
    private static final String URL = "postgresql://ann:secret@db.example/calls";

    @Test
    void readsItsVariables() {
        Env env = new Env(Map.of("VOXLOG_PG_URL", URL, "MONITOR_PG_CONNECTIONS", "9"));

        MonitorConfig config = MonitorConfig.from(env);

        env.check();
        assertThat(config.postgres()).isEqualTo(PostgresSettings.parse(URL));
        assertThat(config.connections()).isEqualTo(9);
    }

    @Test
    void hasDefaultsForAllButTheDatabase() {
        MonitorConfig config = MonitorConfig.from(new Env(Map.of("VOXLOG_PG_URL", URL)));

        assertThat(config)
                .isEqualTo(MonitorConfig.of(PostgresSettings.parse(URL)).serving(config.http()));
        assertThat(config.connections()).isEqualTo(4);
    }

    @Test
    void namesTheMissingDatabase() {
        Env env = new Env(Map.of());

        MonitorConfig.from(env);

        assertThatThrownBy(env::check).hasMessageContaining("VOXLOG_PG_URL");
    }

    @ParameterizedTest
    @CsvSource({"30d, 720", "72h, 72", "60m, 1"})
    void keepsRoomsAsLongAsItIsTold(String text, int hours) {
        MonitorConfig config = MonitorConfig.from(new Env(Map.of("VOXLOG_PG_URL", URL, "MONITOR_RETENTION", text)));

        assertThat(config.retention()).isEqualTo(Duration.ofHours(hours));
    }

    @Test
    void keepsRoomsForEverByDefault() {
        assertThat(MonitorConfig.from(new Env(Map.of("VOXLOG_PG_URL", URL))).retention())
                .isNull();
        assertThat(MonitorConfig.from(new Env(Map.of("VOXLOG_PG_URL", URL, "MONITOR_RETENTION", "forever")))
                        .retention())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"59m", "0d", "1w", "-1d", "9999999d"})
    void refusesARetentionThatIsNoneOrTooShort(String text) {
        Env env = new Env(Map.of("VOXLOG_PG_URL", URL, "MONITOR_RETENTION", text));

        MonitorConfig.from(env);

        assertThatThrownBy(env::check).hasMessageContaining("MONITOR_RETENTION must be forever, 30d");
    }
}
