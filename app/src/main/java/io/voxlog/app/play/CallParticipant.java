package io.voxlog.app.play;

import java.util.List;

/**
 * One voice of a recorded call.
 *
 * @param identity the file's name without its ending
 * @param displayName from truth.json, else the identity
 * @param packets in order
 * @param endTicks end of the audio, ticks of 1/48000 s from the start of the file
 */
public record CallParticipant(String identity, String displayName, List<Packet> packets, long endTicks) {
    public CallParticipant {
        packets = List.copyOf(packets);
    }

    /** One Opus packet and its capture time in ticks of 1/48000 s from the start of the file. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Packet(long captureTicks, byte[] opus) {}
}
