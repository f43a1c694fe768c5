package io.voxlog.media.pcm;

/**
 * Turns a stream of s16le bytes, cut anywhere, into samples: half a sample at the end of one piece is carried over to
 * the next, so that alignment never shifts. Not thread-safe.
 */
public final class S16leReader {
    private boolean carrying;
    private byte carried;

    /** The whole samples that end within these bytes; the array is new and the caller's. */
    public short[] read(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return new short[0];
        }
        int available = length + (carrying ? 1 : 0);
        short[] samples = new short[available / 2];
        int at = offset;
        int filled = 0;
        if (carrying) {
            samples[filled++] = S16le.sample(carried, bytes[at++]);
        }
        while (filled < samples.length) {
            samples[filled++] = S16le.sample(bytes[at], bytes[at + 1]);
            at += 2;
        }
        carrying = available % 2 != 0;
        if (carrying) {
            carried = bytes[offset + length - 1];
        }
        return samples;
    }

    /** Whether half a sample waits for its other half; at the end of a stream that means the stream was cut. */
    public boolean carriesHalfASample() {
        return carrying;
    }
}
