package io.voxlog.stt;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.runtime.Backoff;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.PcmLayout;
import io.voxlog.stt.session.SessionSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SttConnectorConfigTest {
    @Test
    void nothingSetMeansTheUsual() {
        assertThat(SttConnectorConfig.from(new Env(Map.of()))).isEqualTo(SttConnectorConfig.USUAL);
        assertThat(SttConnectorConfig.USUAL.pcmLayout()).isEqualTo(PcmLayout.PARTICIPANT);
        assertThat(SttConnectorConfig.USUAL.sessions())
                .isEqualTo(new SessionSettings(
                        "en",
                        true,
                        Duration.ofSeconds(2),
                        Duration.ofMillis(1_500),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        new Backoff(Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(30)),
                        Duration.ofMinutes(1)));
    }

    @Test
    void everyVariableIsRead() {
        Env env = new Env(Map.of(
                "STT_LANGUAGE", "de",
                "STT_PARTIALS", "false",
                "STT_MAX_DELAY", "1s",
                "STT_PRE_ROLL", "2s",
                "STT_CHECKPOINT_INTERVAL", "3s",
                "STT_MAX_BACKLOG", "4s",
                "STT_STALL_TIMEOUT", "6s",
                "STT_RETRY_FLOOR", "7s",
                "STT_RETRY_CAP", "8s",
                "STT_REJECTED_RETRY", "9m"));
        assertThat(SttConnectorConfig.from(new Env(Map.of("PCM_LAYOUT", "shared")))
                        .pcmLayout())
                .isEqualTo(PcmLayout.SHARED);
        SttConnectorConfig config = SttConnectorConfig.from(env);
        env.check();
        assertThat(config.sessions())
                .isEqualTo(new SessionSettings(
                        "de",
                        false,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(6),
                        new Backoff(Duration.ofSeconds(7), Duration.ofSeconds(7), Duration.ofSeconds(8)),
                        Duration.ofMinutes(9)));
    }
}
