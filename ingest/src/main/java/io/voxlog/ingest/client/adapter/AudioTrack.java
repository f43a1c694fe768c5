package io.voxlog.ingest.client.adapter;

import io.voxlog.ingest.pcm.PcmFormat;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which track a source sends.
 *
 * @param participantSid of its publisher; found by the token's identity if empty
 * @param source LiveKit's lower-case name, such as microphone
 * @param startMillis position of capture time zero in ms since the room's t0; by arrival if empty
 * @param silenceByArrival the source is live and stays silent without saying so
 * @param samples the form of its raw samples; empty if it sends Opus packets
 */
public record AudioTrack(
        String roomSid,
        String trackSid,
        Optional<String> participantSid,
        String source,
        OptionalLong startMillis,
        boolean silenceByArrival,
        Optional<PcmFormat> samples) {

    /** A recorded microphone track: its position is declared, and so is its silence. */
    public static AudioTrack recorded(String roomSid, String trackSid, String participantSid, long startMillis) {
        return new AudioTrack(
                roomSid,
                trackSid,
                Optional.of(participantSid),
                "microphone",
                OptionalLong.of(startMillis),
                false,
                Optional.empty());
    }

    /** The same track, sent as raw samples. */
    public AudioTrack sampled(PcmFormat format) {
        return new AudioTrack(
                roomSid, trackSid, participantSid, source, startMillis, silenceByArrival, Optional.of(format));
    }
}
