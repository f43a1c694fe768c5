package io.voxlog.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.runtime.Backoff;
import io.voxlog.runtime.Env;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotifierConfigTest {
    @Test
    void hasDefaults() {
        NotifierConfig config = NotifierConfig.from(new Env(Map.of()));

        assertThat(config.retries().waits())
                .isEqualTo(new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofHours(1)));
        assertThat(config.retries().maxAttempts()).isEqualTo(50);
        assertThat(config.retries().giveUpAfter()).isEqualTo(Duration.ofDays(1));
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.concurrency()).isEqualTo(8);
        assertThat(config.maxOwed()).isEqualTo(10_000);
        assertThat(config.allowPrivate()).isFalse();
    }

    @Test
    void readsEveryVariable() {
        NotifierConfig config = NotifierConfig.from(new Env(Map.of(
                "NOTIFIER_RETRY_BASE", "100ms",
                "NOTIFIER_RETRY_CAP", "10s",
                "NOTIFIER_MAX_ATTEMPTS", "7",
                "NOTIFIER_GIVE_UP_AFTER", "2h",
                "NOTIFIER_TIMEOUT", "3s",
                "NOTIFIER_CONCURRENCY", "2",
                "NOTIFIER_MAX_OWED", "99",
                "NOTIFIER_ALLOW_PRIVATE", "true",
                "HOOK", "whsec_x")));

        assertThat(config.retries().waits())
                .isEqualTo(new Backoff(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofSeconds(10)));
        assertThat(config.retries().maxAttempts()).isEqualTo(7);
        assertThat(config.retries().giveUpAfter()).isEqualTo(Duration.ofHours(2));
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.concurrency()).isEqualTo(2);
        assertThat(config.maxOwed()).isEqualTo(99);
        assertThat(config.allowPrivate()).isTrue();
        assertThat(config.secrets().find("env:HOOK").reveal()).isEqualTo("whsec_x");
    }

    @Test
    void namesWhatIsBad() {
        Env env = new Env(
                Map.of("NOTIFIER_TIMEOUT", "0s", "NOTIFIER_CONCURRENCY", "many", "NOTIFIER_ALLOW_PRIVATE", "perhaps"));

        NotifierConfig.from(env);

        assertThatThrownBy(env::check)
                .hasMessageContaining("NOTIFIER_TIMEOUT")
                .hasMessageContaining("NOTIFIER_CONCURRENCY")
                .hasMessageContaining("NOTIFIER_ALLOW_PRIVATE");
    }
}
