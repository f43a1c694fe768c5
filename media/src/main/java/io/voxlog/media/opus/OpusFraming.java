package io.voxlog.media.opus;

import static io.voxlog.media.opus.OpusLayout.require;

/**
 * The frame lengths of a packet (RFC 6716, section 3.2), read only to see whether they keep the rules of section 3.4.
 * Functions of positions instead of an object that moves over the bytes: this runs for every packet and allocates
 * nothing.
 */
final class OpusFraming {
    private static final int MAX_FRAME_BYTES = 1_275;
    private static final String TOO_SHORT = "it must not end within its frame lengths";

    private OpusFraming() {}

    /**
     * Number of frames.
     *
     * @param code the last two bits of the table of contents
     * @param at position of the byte after it
     * @param end of the packet
     */
    static int frames(int code, byte[] bytes, int at, int end) {
        switch (code) {
            case 0 -> require(end - at <= MAX_FRAME_BYTES, "a frame has at most 1275 bytes");
            case 1 -> equalFrames(2, at, end);
            case 2 -> unequalFrames(2, bytes, at, end);
            default -> {
                return countedFrames(bytes, at, end);
            }
        }
        return code == 0 ? 1 : 2;
    }

    private static int countedFrames(byte[] bytes, int start, int packetEnd) {
        require(start < packetEnd, TOO_SHORT);
        int at = start;
        int end = packetEnd;
        int header = bytes[at++] & 0xff;
        int frames = header & 0x3f;
        require(frames > 0, "a packet of code 3 has at least one frame");
        if ((header & 0x40) != 0) {
            int length;
            do {
                require(at < end, TOO_SHORT);
                length = bytes[at++] & 0xff;
                end -= length == 255 ? 254 : length;
            } while (length == 255);
            require(end >= at, "padding is not longer than the packet");
        }
        if ((header & 0x80) != 0) {
            unequalFrames(frames, bytes, at, end);
        } else {
            equalFrames(frames, at, end);
        }
        return frames;
    }

    private static void equalFrames(int frames, int at, int end) {
        int total = end - at;
        require(total % frames == 0, "frames of equal length must fill the packet");
        require(total / frames <= MAX_FRAME_BYTES, "a frame has at most 1275 bytes");
    }

    private static void unequalFrames(int frames, byte[] bytes, int start, int packetEnd) {
        int at = start;
        int end = packetEnd;
        for (int i = 1; i < frames; i++) {
            require(at < end, TOO_SHORT);
            int length = bytes[at++] & 0xff;
            if (length >= 252) {
                require(at < end, TOO_SHORT);
                length += 4 * (bytes[at++] & 0xff);
            }
            end -= length;
        }
        require(end >= at, "the frames are not longer than the packet");
        require(end - at <= MAX_FRAME_BYTES, "a frame has at most 1275 bytes");
    }
}
