package io.voxlog.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.ingest.audio.AudioSettings;
import io.voxlog.ingest.audio.LiveSettings;
import io.voxlog.ingest.http.CorsPolicy;
import io.voxlog.ingest.http.EdgeSettings;
import io.voxlog.ingest.owner.OwnerSettings;
import io.voxlog.ingest.pcm.PcmFormat;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class IngestConfigTest {
    private static final Map<String, String> KEY = Map.of("LIVEKIT_API_KEY", "key", "LIVEKIT_API_SECRET", "hush");

    @Test
    void defaultsAreTheOnesPromised() {
        IngestConfig config = read(KEY);
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.maxWebhookBytes()).isEqualTo(1024 * 1024);
        assertThat(config.storeTimeout()).isLessThan(Duration.ofSeconds(2));
        assertThat(config.seenWindow()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.audio()).isEqualTo(AudioSettings.defaults());
        assertThat(config.audio().roomWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.audio().maxJump()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.owner()).isEqualTo(OwnerSettings.defaults());
        assertThat(config.owner().resumeWindow()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.owner().pcmGrace()).isEqualTo(Duration.ofHours(24));
        assertThat(config.organization().configured()).isFalse();
        assertThat(config.edge()).isEqualTo(EdgeSettings.defaults());
        assertThat(config.edge().cors()).isEqualTo(CorsPolicy.NONE);
        assertThat(config.audio().live().buffer()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void everyVariableCounts() {
        Map<String, String> variables = new HashMap<>(KEY);
        variables.putAll(Map.of(
                "INGEST_HOST", "::1",
                "INGEST_PORT", "0",
                "LIVEKIT_KEYS", "eu: one, us: two, eu: three",
                "INGEST_SERVER_NAMES", "eu=europe",
                "INGEST_MAX_WEBHOOK_BYTES", "2048",
                "INGEST_STORE_TIMEOUT", "900ms",
                "INGEST_SEEN_WINDOW", "3m",
                "INGEST_SEEN_EVENTS", "200"));
        variables.putAll(Map.of(
                "INGEST_ROOM_WAIT", "3s",
                "INGEST_MAX_JUMP", "4s",
                "INGEST_WINDOW_PACKETS", "9",
                "INGEST_WINDOW_BYTES", "40000",
                "INGEST_ARRIVAL_LAG", "5s",
                "INGEST_IDLE_TIMEOUT", "6s",
                "INGEST_MAX_SOCKETS", "7",
                "INGEST_RESUME_WINDOW", "8s",
                "INGEST_FINISH_BOUND", "9s",
                "INGEST_PCM_GRACE", "10h"));
        variables.putAll(Map.of(
                "INGEST_ORGANIZATION_METADATA_POINTER", "/org",
                "INGEST_ORGANIZATION_NAME_PATTERN", "(a+).*",
                "INGEST_ORGANIZATION_BY_SERVER", "europe=acme"));

        variables.putAll(Map.of(
                "INGEST_LIVE_BUFFER", "11s",
                "INGEST_EGRESS_LATENCY", "2s",
                "INGEST_EGRESS_SAMPLE_RATE", "44100",
                "INGEST_EGRESS_CHANNELS", "1",
                "INGEST_CORS_ORIGINS", "https://app.example.com, http://localhost:3000",
                "INGEST_REQUEST_TIMEOUT", "12s",
                "INGEST_MAX_CONNECTIONS", "13",
                "INGEST_AUTH_FAILURES", "14"));

        IngestConfig config = read(variables);

        assertThat(config.host()).isEqualTo("::1");
        assertThat(config.port()).isZero();
        assertThat(config.keys().secrets())
                .containsEntry("eu", List.of(new Secret("one"), new Secret("three")))
                .containsEntry("us", List.of(new Secret("two")))
                .containsEntry("key", List.of(new Secret("hush")));
        assertThat(config.serverNames()).containsExactly(Map.entry("eu", "europe"));
        assertThat(config.maxWebhookBytes()).isEqualTo(2048);
        assertThat(config.storeTimeout()).isEqualTo(Duration.ofMillis(900));
        assertThat(config.seenWindow()).isEqualTo(Duration.ofMinutes(3));
        assertThat(config.seenEvents()).isEqualTo(200);
        AudioSettings defaults = AudioSettings.defaults();
        assertThat(config.audio())
                .isEqualTo(new AudioSettings(
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        9,
                        40_000,
                        defaults.progressEvery(),
                        Duration.ofSeconds(5),
                        defaults.heartbeat(),
                        Duration.ofSeconds(6),
                        7,
                        new LiveSettings(
                                Duration.ofSeconds(11),
                                Duration.ofSeconds(2),
                                new PcmFormat(PcmFormat.Encoding.S16LE, 44_100, 1))));
        assertThat(config.edge().cors().origins())
                .containsExactlyInAnyOrder("https://app.example.com", "http://localhost:3000");
        assertThat(config.edge().requestTimeout()).isEqualTo(Duration.ofSeconds(12));
        assertThat(config.edge().maxConnections()).isEqualTo(13);
        assertThat(config.edge().authFailuresPerMinute()).isEqualTo(14);
        assertThat(config.owner())
                .isEqualTo(new OwnerSettings(
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(9),
                        Duration.ofHours(10),
                        OwnerSettings.defaults().checkEvery()));
        assertThat(config.organization().metadataPointer()).isEqualTo(Optional.of("/org"));
        assertThat(config.organization().namePattern().orElseThrow().pattern()).isEqualTo("(a+).*");
        assertThat(config.organization().byServer()).containsEntry("europe", "acme");
    }

    @Test
    void badVariablesAreReportedTogetherAndSecretsAreNotShown() {
        assertThatThrownBy(() -> read(Map.of(
                        "LIVEKIT_KEYS", "canary-secret-without-a-key",
                        "INGEST_ORGANIZATION_NAME_PATTERN", "(",
                        "INGEST_CORS_ORIGINS", "app.example.com",
                        "INGEST_EGRESS_SAMPLE_RATE", "44000",
                        "INGEST_PORT", "many")))
                .hasMessageContaining("INGEST_CORS_ORIGINS")
                .hasMessageContaining("INGEST_EGRESS_SAMPLE_RATE")
                .hasMessageContaining("LIVEKIT_KEYS")
                .hasMessageContaining("LIVEKIT_API_KEY")
                .hasMessageContaining("INGEST_ORGANIZATION_NAME_PATTERN")
                .hasMessageContaining("INGEST_PORT")
                .hasMessageNotContaining("canary");
        assertThat(read(KEY).toString()).doesNotContain("hush");
    }

    private static IngestConfig read(Map<String, String> variables) {
        Env env = new Env(variables);
        IngestConfig config = IngestConfig.from(env);
        env.check();
        return config;
    }
}
