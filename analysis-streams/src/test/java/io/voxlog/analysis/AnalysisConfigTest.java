package io.voxlog.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.voxlog.runtime.Env;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AnalysisConfigTest {
    @Test
    void hasDefaultsForEverything() {
        AnalysisConfig config = AnalysisConfig.from(new Env(Map.of()));

        assertThat(config.stateDir()).isEqualTo(Path.of(System.getProperty("java.io.tmpdir"), "voxlog-analysis"));
        assertThat(config.sealing().jobs().priorities())
                .containsExactly(
                        entry("summary", 100),
                        entry("action_items", 90),
                        entry("sentiment", 70),
                        entry("speaker_analytics", 50));
        assertThat(config.sealing().sealTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.sealing().finalsKept()).isEqualTo(Duration.ofDays(2));
        assertThat(config.workers().workers()).isEqualTo(2);
        assertThat(config.workers().retries()).isEqualTo(3);
        assertThat(config.workers().jobTimeout()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void readsEveryVariable() {
        Env env = new Env(Map.of(
                "ANALYSIS_STATE_DIR", "/var/lib/voxlog",
                "ANALYSIS_JOBS", "summary:100",
                "ANALYSIS_SEAL_TIMEOUT", "90s",
                "ANALYSIS_FINALS_KEPT", "2h",
                "ANALYSIS_WORKERS", "0",
                "ANALYSIS_JOB_RETRIES", "1",
                "ANALYSIS_JOB_TIMEOUT", "30s"));

        AnalysisConfig config = AnalysisConfig.from(env);

        env.check();
        assertThat(config.stateDir()).isEqualTo(Path.of("/var/lib/voxlog"));
        assertThat(config.sealing().jobs().priorities()).containsExactly(entry("summary", 100));
        assertThat(config.sealing().sealTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.sealing().finalsKept()).isEqualTo(Duration.ofHours(2));
        assertThat(config.workers().workers()).isZero();
        assertThat(config.workers().retries()).isEqualTo(1);
        assertThat(config.workers().jobTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void namesABadJobPlan() {
        Env env = new Env(Map.of("ANALYSIS_JOBS", "summary"));

        AnalysisConfig.from(env);

        assertThatThrownBy(env::check).hasMessageContaining("ANALYSIS_JOBS");
    }
}
