package io.voxlog.audio.adapter.kafka;

import io.voxlog.audio.track.PacketDecoder;
import io.voxlog.runtime.PcmLayout;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How a session works.
 *
 * @param group consumer group on livekit.audio
 * @param jitterDepth how long, in media time, a missing packet is waited for
 * @param maxBatchesInFlight batches of one partition that may be under way before it is paused
 * @param commitInterval between commits
 * @param layout where PCM is written
 * @param pcm how PCM topics are made
 * @param decoders makes one decoder per track
 */
public record SessionSettings(
        String group,
        Duration jitterDepth,
        int maxBatchesInFlight,
        Duration commitInterval,
        PcmLayout layout,
        PcmTopicSettings pcm,
        Supplier<PacketDecoder> decoders) {}
