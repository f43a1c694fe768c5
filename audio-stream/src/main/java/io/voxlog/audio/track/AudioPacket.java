package io.voxlog.audio.track;

import io.voxlog.media.MediaFormatException;
import io.voxlog.media.opus.OpusLayout;

/**
 * An Opus packet as its source record has it.
 *
 * @param epoch of its writer
 * @param sequence extended sequence number
 * @param positionTicks position of its first sample, ticks of 1/48000 s since t0
 * @param durationTicks its declared length
 * @param offset of its record in livekit.audio
 * @param payload the packet, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // handed from record to decoder, never compared
public record AudioPacket(
        long epoch, long sequence, long positionTicks, int durationTicks, long offset, byte[] payload) {
    private static final int STEP_TICKS = 120;
    private static final int USUAL_TICKS = 960;

    /**
     * Its length in ticks: what the packet itself says, or where that is malformed what was declared, within reason.
     */
    int playTicks() {
        try {
            return OpusLayout.parse(payload).durationTicks();
        } catch (MediaFormatException malformed) {
            boolean possible = durationTicks > 0
                    && durationTicks <= OpusLayout.MAX_DURATION_TICKS
                    && durationTicks % STEP_TICKS == 0;
            return possible ? durationTicks : USUAL_TICKS;
        }
    }
}
