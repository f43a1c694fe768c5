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

    private static final int MAX_FRAME_BYTES = 1_275;
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
        if (length < 1) {
            throw new MediaFormatException("an Opus packet has at least one byte");
        }
        int toc = bytes[offset] & 0xff;
        int frameTicks = frameTicks(toc >> 3);
        int frames = new Framing(bytes, offset, offset + length).frames(toc & 3);
        if (frameTicks * frames > MAX_DURATION_TICKS) {
            throw new MediaFormatException("an Opus packet lasts at most 120 ms, this one has " + frames + " frames of "
                    + frameTicks / 48.0 + " ms");
        }
        return new OpusLayout(frameTicks, frames, (toc & 4) != 0);
    }

    private static int frameTicks(int config) {
        if (config < 12) {
            return SILK_TICKS[config & 3];
        }
        return config < 16 ? HYBRID_TICKS[config & 1] : CELT_TICKS[config & 3];
    }

    /** The bytes after the table of contents; {@code at} moves over them. */
    private static final class Framing {
        private final byte[] bytes;
        private int at;
        private int end;

        Framing(byte[] bytes, int offset, int end) {
            this.bytes = bytes;
            this.at = offset + 1;
            this.end = end;
        }

        int frames(int code) {
            switch (code) {
                case 0 -> require(end - at <= MAX_FRAME_BYTES, "a frame has at most 1275 bytes");
                case 1 -> equalFrames(2);
                case 2 -> unequalFrames(2);
                default -> {
                    return countedFrames();
                }
            }
            return code == 0 ? 1 : 2;
        }

        private int countedFrames() {
            int header = next();
            int frames = header & 0x3f;
            require(frames > 0, "a packet of code 3 has at least one frame");
            if ((header & 0x40) != 0) {
                skipPadding();
            }
            if ((header & 0x80) != 0) {
                unequalFrames(frames);
            } else {
                equalFrames(frames);
            }
            return frames;
        }

        private void skipPadding() {
            int length;
            do {
                length = next();
                end -= length == 255 ? 254 : length;
            } while (length == 255);
            require(end >= at, "padding is longer than the packet");
        }

        private void equalFrames(int frames) {
            int total = end - at;
            require(total % frames == 0, "frames of equal length must fill the packet");
            require(total / frames <= MAX_FRAME_BYTES, "a frame has at most 1275 bytes");
        }

        private void unequalFrames(int frames) {
            for (int i = 1; i < frames; i++) {
                int length = next();
                if (length >= 252) {
                    length += 4 * next();
                }
                end -= length;
            }
            require(end >= at, "the frames are longer than the packet");
            require(end - at <= MAX_FRAME_BYTES, "a frame has at most 1275 bytes");
        }

        private int next() {
            require(at < end, "the packet ends within its frame lengths");
            return bytes[at++] & 0xff;
        }

        private static void require(boolean holds, String rule) {
            if (!holds) {
                throw new MediaFormatException("malformed Opus packet: " + rule);
            }
        }
    }
}
