package io.voxlog.audio;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.audio.track.DecoderChoice;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.PcmLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AudioStreamConfigTest {
    @Test
    void hasDefaults() {
        assertThat(AudioStreamConfig.from(new Env(Map.of())))
                .isEqualTo(new AudioStreamConfig(
                        "voxlog-audio-stream",
                        Duration.ofMillis(200),
                        4,
                        Duration.ofMillis(500),
                        PcmLayout.PARTICIPANT,
                        -1,
                        Duration.ofDays(7),
                        16_777_216,
                        "uncompressed",
                        DecoderChoice.AUTO,
                        Optional.empty()));
    }

    @Test
    void readsEveryVariable() {
        Env env = new Env(Map.ofEntries(
                entry("PCM_LAYOUT", "shared"),
                entry("AUDIO_STREAM_GROUP", "mine"),
                entry("AUDIO_STREAM_JITTER_DEPTH", "100ms"),
                entry("AUDIO_STREAM_MAX_BATCHES_IN_FLIGHT", "2"),
                entry("AUDIO_STREAM_COMMIT_INTERVAL", "1s"),
                entry("AUDIO_STREAM_PCM_REPLICATION_FACTOR", "3"),
                entry("AUDIO_STREAM_PCM_RETENTION", "24h"),
                entry("AUDIO_STREAM_PCM_SEGMENT_BYTES", "1048576"),
                entry("AUDIO_STREAM_PCM_COMPRESSION", "zstd"),
                entry("AUDIO_OPUS_DECODER", "concentus"),
                entry("AUDIO_OPUS_LIBRARY", "/opt/libopus.so")));

        AudioStreamConfig config = AudioStreamConfig.from(env);

        env.check();
        assertThat(config)
                .isEqualTo(new AudioStreamConfig(
                        "mine",
                        Duration.ofMillis(100),
                        2,
                        Duration.ofSeconds(1),
                        PcmLayout.SHARED,
                        3,
                        Duration.ofHours(24),
                        1_048_576,
                        "zstd",
                        DecoderChoice.CONCENTUS,
                        Optional.of(Path.of("/opt/libopus.so"))));
    }
}
