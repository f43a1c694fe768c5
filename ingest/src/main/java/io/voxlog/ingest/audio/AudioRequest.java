package io.voxlog.ingest.audio;

import io.voxlog.ingest.pcm.PcmFormat;
import java.util.Optional;
import java.util.OptionalLong;

/** A text message of a source. Capture times are ticks of 1/48000 s since the track's start. */
public sealed interface AudioRequest {
    /**
     * The first message: which track this is.
     *
     * @param participantSid of the track's publisher; by the token's identity if empty
     * @param source LiveKit's lower-case name: microphone, screen_share_audio, …
     * @param startMillis position of capture time zero in ms since the room's t0; by arrival if empty
     * @param silenceByArrival the source is live and may stay silent without a word
     * @param samples the form of its raw samples; empty for Opus packets
     */
    record Open(
            String roomSid,
            String trackSid,
            Optional<String> participantSid,
            String source,
            OptionalLong startMillis,
            boolean silenceByArrival,
            TrackInput input,
            Optional<PcmFormat> samples)
            implements AudioRequest {}

    /** Packets from {@code fromSequence} to before {@code nextSequence} will never come, nor audio before a time. */
    record Gap(long fromSequence, long nextSequence, long toTicks) implements AudioRequest {}

    /** The source sends nothing before this time: mute, DTX. */
    record Silence(long toTicks) implements AudioRequest {}

    /** The track has ended, here if the time is given, else where its last packet ended. */
    record Close(OptionalLong endTicks) implements AudioRequest {}
}
