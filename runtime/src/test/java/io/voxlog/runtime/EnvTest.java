package io.voxlog.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvTest {
    @Test
    void readsDurationsWithTheirUnit() {
        assertThat(Env.parseDuration("200ms")).isEqualTo(Duration.ofMillis(200));
        assertThat(Env.parseDuration("30s")).isEqualTo(Duration.ofSeconds(30));
        assertThat(Env.parseDuration("5m")).isEqualTo(Duration.ofMinutes(5));
        assertThat(Env.parseDuration("24h")).isEqualTo(Duration.ofHours(24));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "5 m", "-1s", "1d", "999999999999h", "9999999999999999h"})
    void refusesWhatIsNoDurationOrTooLongToCountWith(String text) {
        assertThatThrownBy(() -> Env.parseDuration(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesTheVariableOfADurationThatIsTooLong() {
        Env env = new Env(Map.of("HEARTBEAT_INTERVAL", "9999999999999999h"));
        env.duration("HEARTBEAT_INTERVAL", Duration.ofSeconds(15));

        assertThatThrownBy(env::check).hasMessageContaining("HEARTBEAT_INTERVAL must be a duration");
    }
}
