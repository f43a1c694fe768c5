package io.voxlog.audio.track;

import io.voxlog.media.MediaFormatException;
import io.voxlog.media.jitter.JitterBuffer;
import io.voxlog.media.opus.OpusLayout;

/**
 * An Opus packet as its source record has it.
 *
 * @param epoch of its writer
 * @param sequence extended sequence number
 * @param positionTicks position of its first sample, ticks of 1/48000 s since t0
 * @param durationTicks its length: what the packet itself says, or where that is malformed what its source declared,
 *     within reason
 * @param offset of its record in livekit.audio
 * @param payload the packet, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // handed from record to decoder, never compared
public record AudioPacket(long epoch, long sequence, long positionTicks, int durationTicks, long offset, byte[] payload)
        implements JitterBuffer.Packet {
    private static final int STEP_TICKS = 120;
    private static final int USUAL_TICKS = 960;

    /** Takes the declared length and keeps the true one. */
    public AudioPacket {
        durationTicks = playTicks(payload, durationTicks);
    }

    private static int playTicks(byte[] payload, int declaredTicks) {
        try {
            return OpusLayout.durationTicks(payload, 0, payload.length);
        } catch (MediaFormatException malformed) {
            boolean possible = declaredTicks > 0
                    && declaredTicks <= OpusLayout.MAX_DURATION_TICKS
                    && declaredTicks % STEP_TICKS == 0;
            return possible ? declaredTicks : USUAL_TICKS;
        }
    }
}
