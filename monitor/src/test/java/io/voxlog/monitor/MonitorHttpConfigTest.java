package io.voxlog.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.monitor.api.Access;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MonitorHttpConfigTest {
    @Test
    void readsItsVariables() {
        MonitorConfig.Http http = read(Map.of(
                "MONITOR_HOST", "0.0.0.0",
                "MONITOR_PORT", "9000",
                "MONITOR_API_TOKEN", "open sesame",
                "MONITOR_CORS_ORIGINS", "https://a.example, http://b.example:81",
                "MONITOR_RATE_LIMIT", "60",
                "MONITOR_LIVE_SUBSCRIBERS", "7",
                "MONITOR_LIVE_QUEUE", "500"));

        assertThat(http.host()).isEqualTo("0.0.0.0");
        assertThat(http.port()).isEqualTo(9_000);
        assertThat(http.access())
                .isEqualTo(new Access(
                        Optional.of(new Secret("open sesame")), Set.of("https://a.example", "http://b.example:81")));
        assertThat(http.ratePerMinute()).isEqualTo(60);
        assertThat(http.live().subscribers()).isEqualTo(7);
        assertThat(http.live().queue()).isEqualTo(500);
    }

    @Test
    void servesThisMachineOnlyByDefault() {
        MonitorConfig.Http http = read(Map.of());

        assertThat(http.host()).isEqualTo("127.0.0.1");
        assertThat(http.port()).isEqualTo(8_090);
        assertThat(http.access()).isEqualTo(Access.open());
        assertThat(http.ratePerMinute()).isEqualTo(600);
        assertThat(http.live().subscribers()).isEqualTo(1_000);
        assertThat(http.live().queue()).isEqualTo(1_000);
    }

    @Test
    void letsNoOtherMachineInWithoutAToken() {
        assertThatThrownBy(() -> read(Map.of("MONITOR_HOST", "0.0.0.0")))
                .hasMessageContaining("MONITOR_API_TOKEN is missing")
                .hasMessageContaining("MONITOR_HOST");
        assertThat(read(Map.of("MONITOR_HOST", "localhost")).host()).isEqualTo("localhost");
    }

    @Test
    void refusesStarsAndPathsAsOrigins() {
        assertThatThrownBy(() -> read(Map.of("MONITOR_CORS_ORIGINS", "*")))
                .hasMessageContaining("MONITOR_CORS_ORIGINS");
        assertThatThrownBy(() -> read(Map.of("MONITOR_CORS_ORIGINS", "https://a.example/page")))
                .hasMessageContaining("MONITOR_CORS_ORIGINS");
        assertThatThrownBy(() -> read(Map.of("MONITOR_RATE_LIMIT", "0"))).hasMessageContaining("MONITOR_RATE_LIMIT");
    }

    private static MonitorConfig.Http read(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("VOXLOG_PG_URL", "postgresql://ann:secret@db.example/calls");
        Env env = new Env(all);
        MonitorConfig.Http http = MonitorConfig.from(env).http();
        env.check();
        return http;
    }
}
