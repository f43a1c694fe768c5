package io.voxlog.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.infra.postgres.PostgresSettings;
import io.voxlog.runtime.Env;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

        assertThat(config).isEqualTo(MonitorConfig.of(PostgresSettings.parse(URL)));
        assertThat(config.connections()).isEqualTo(4);
    }

    @Test
    void namesTheMissingDatabase() {
        Env env = new Env(Map.of());

        MonitorConfig.from(env);

        assertThatThrownBy(env::check).hasMessageContaining("VOXLOG_PG_URL");
    }
}
