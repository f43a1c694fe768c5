package io.voxlog.media.opus;

import io.voxlog.media.MediaFormatException;

/**
 * What an Opus packet says of itself in its table-of-contents byte and frame lengths (RFC 6716, sections 3.1 and 3.2).
 *
 * @param frameTicks length of one frame in ticks of 1/48000 s: 120 (2.5 ms) to 2880 (60 ms)
 * @param frames number of frames, 1 to 48
 * @param stereo whether the packet is coded in stereo
 */
public record OpusLayout(int frameTicks, int frames, boolean stereo) {
    /** The longest packet: 120 ms. */
    public static final int MAX_DURATION_TICKS = 5_760;

    private static final int[] SILK_TICKS = {480, 960, 1_920, 2_880};
    private static final int[] HYBRID_TICKS = {480, 960};
    private static final int[] CELT_TICKS = {120, 240, 480, 960};

    /** Length of the packet in ticks of 1/48000 s. */
    public int durationTicks() {
        return frameTicks * frames;
    }

    /** Reads a whole packet; throws {@link MediaFormatException} if it breaks a rule of RFC 6716, section 3.4. */
    public static OpusLayout parse(byte[] packet) {
        return parse(packet, 0, packet.length);
    }

    /** As {@link #parse(byte[])}, for a packet inside a larger array. */
    public static OpusLayout parse(byte[] bytes, int offset, int length) {
        int ticks = durationTicks(bytes, offset, length);
        int toc = bytes[offset] & 0xff;
        int frameTicks = frameTicks(toc >> 3);
        return new OpusLayout(frameTicks, ticks / frameTicks, (toc & 4) != 0);
    }

    /**
     * Length of a packet in ticks of 1/48000 s, checked as by {@link #parse(byte[])}. Allocates nothing unless it
     * throws.
     */
    public static int durationTicks(byte[] bytes, int offset, int length) {
        require(length >= 1, "it has at least one byte");
        int toc = bytes[offset] & 0xff;
        int frameTicks = frameTicks(toc >> 3);
        int frames = OpusFraming.frames(toc & 3, bytes, offset + 1, offset + length);
        require(frameTicks * frames <= MAX_DURATION_TICKS, "it lasts at most 120 ms");
        return frameTicks * frames;
    }

    static void require(boolean holds, String rule) {
        if (!holds) {
            throw new MediaFormatException("malformed Opus packet: " + rule);
        }
    }

    private static int frameTicks(int config) {
        if (config < 12) {
            return SILK_TICKS[config & 3];
        }
        return config < 16 ? HYBRID_TICKS[config & 1] : CELT_TICKS[config & 3];
    }
}
