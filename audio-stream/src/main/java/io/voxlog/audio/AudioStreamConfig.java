package io.voxlog.audio;

import io.voxlog.runtime.Env;
import java.time.Duration;

/**
 * Settings of the role.
 *
 * @param group consumer group on livekit.audio
 * @param jitterDepth how long, in media time, a missing packet is waited for before it is concealed
 * @param maxBatchesInFlight batches of one partition that may be under way before it is paused
 * @param commitInterval between commits of source offsets
 * @param pcmReplicationFactor of PCM topics; -1 = the broker's default
 * @param pcmRetention how long PCM stays if the room's owner never deletes its topics
 * @param pcmSegmentBytes segment size of PCM topics
 * @param pcmCompression compression of PCM topics as Kafka names it; lz4 is what comes from the producer
 */
public record AudioStreamConfig(
        String group,
        Duration jitterDepth,
        int maxBatchesInFlight,
        Duration commitInterval,
        int pcmReplicationFactor,
        Duration pcmRetention,
        int pcmSegmentBytes,
        String pcmCompression) {

    public static AudioStreamConfig from(Env env) {
        return new AudioStreamConfig(
                env.string("AUDIO_STREAM_GROUP", "voxlog-audio-stream"),
                env.duration("AUDIO_STREAM_JITTER_DEPTH", Duration.ofMillis(200)),
                env.integer("AUDIO_STREAM_MAX_BATCHES_IN_FLIGHT", 4, 1, 100),
                env.duration("AUDIO_STREAM_COMMIT_INTERVAL", Duration.ofMillis(500)),
                env.integer("AUDIO_STREAM_PCM_REPLICATION_FACTOR", -1, -1, 10),
                env.duration("AUDIO_STREAM_PCM_RETENTION", Duration.ofDays(7)),
                env.integer("AUDIO_STREAM_PCM_SEGMENT_BYTES", 16 << 20, 1 << 20, 1 << 30),
                env.string("AUDIO_STREAM_PCM_COMPRESSION", "lz4"));
    }
}
