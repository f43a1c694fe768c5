package io.voxlog.media.ogg;

/**
 * An Opus packet of a file and when it plays.
 *
 * @param positionTicks position of its first sample, ticks of 1/48000 s from the start of the audible file. The first
 *     packets start before zero: what they decode to before zero is the encoder's run-up (pre-skip), not to be heard
 * @param durationTicks its full length; the file may end within the last one, see {@link OggOpusReader#lengthTicks()}
 * @param payload the packet; the array belongs to the caller
 */
@SuppressWarnings("ArrayRecordComponent") // the payload is handed over, never compared
public record OggPacket(long positionTicks, int durationTicks, byte[] payload) {
    public long endTicks() {
        return positionTicks + durationTicks;
    }
}
