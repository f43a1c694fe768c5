package io.voxlog.audio;

import io.voxlog.audio.track.DecoderChoice;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.PcmLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of the role.
 *
 * @param group consumer group on livekit.audio
 * @param jitterDepth how long, in media time, a missing packet is waited for before it is concealed
 * @param maxBatchesInFlight batches of one partition that may be under way before it is paused
 * @param commitInterval between commits of source offsets
 * @param pcmLayout where PCM is written; what follows about topics is for those of participants
 * @param pcmReplicationFactor of PCM topics; -1 = the broker's default
 * @param pcmRetention how long PCM stays if the room's owner never deletes its topics
 * @param pcmSegmentBytes segment size of PCM topics
 * @param pcmCompression compression of PCM topics as Kafka names it. A batch is one frame of one person, so that a
 *     compressor has little to work on and its buffers cost more than the frame: uncompressed unless disks are the
 *     scarce thing
 * @param opusDecoder which decoder to use
 * @param opusLibrary file of the libopus to use; found by itself where it is empty
 */
public record AudioStreamConfig(
        String group,
        Duration jitterDepth,
        int maxBatchesInFlight,
        Duration commitInterval,
        PcmLayout pcmLayout,
        int pcmReplicationFactor,
        Duration pcmRetention,
        int pcmSegmentBytes,
        String pcmCompression,
        DecoderChoice opusDecoder,
        Optional<Path> opusLibrary) {
    private static final Set<String> COMPRESSIONS = Set.of("uncompressed", "lz4", "zstd", "snappy", "gzip");

    public static AudioStreamConfig from(Env env) {
        return new AudioStreamConfig(
                env.string("AUDIO_STREAM_GROUP", "voxlog-audio-stream"),
                env.duration("AUDIO_STREAM_JITTER_DEPTH", Duration.ofMillis(200)),
                env.integer("AUDIO_STREAM_MAX_BATCHES_IN_FLIGHT", 4, 1, 100),
                env.duration("AUDIO_STREAM_COMMIT_INTERVAL", Duration.ofMillis(500)),
                PcmLayout.from(env),
                env.integer("AUDIO_STREAM_PCM_REPLICATION_FACTOR", -1, -1, 10),
                env.duration("AUDIO_STREAM_PCM_RETENTION", Duration.ofDays(7)),
                env.integer("AUDIO_STREAM_PCM_SEGMENT_BYTES", 16 << 20, 1 << 20, 1 << 30),
                env.parsed(
                        "AUDIO_STREAM_PCM_COMPRESSION",
                        "uncompressed",
                        "one of uncompressed, lz4, zstd, snappy, gzip",
                        AudioStreamConfig::compression),
                env.parsed(
                        "AUDIO_OPUS_DECODER",
                        DecoderChoice.AUTO,
                        "one of auto, native, concentus",
                        text -> DecoderChoice.valueOf(text.toUpperCase(Locale.ROOT))),
                env.find("AUDIO_OPUS_LIBRARY").map(Path::of));
    }

    private static String compression(String text) {
        if (!COMPRESSIONS.contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
