package io.voxlog.media.pcm;

/** Samples as bytes: signed 16-bit, little-endian, whatever the machine. Every returned array belongs to the caller. */
public final class S16le {
    private S16le() {}

    /** The bytes of {@code count} samples from {@code at} on. */
    public static byte[] bytes(short[] samples, int at, int count) {
        byte[] bytes = new byte[2 * count];
        write(samples, at, count, bytes);
        return bytes;
    }

    /** Writes {@code count} samples from {@code at} on as bytes, from the first of {@code bytes} on. */
    public static void write(short[] samples, int at, int count, byte[] bytes) {
        for (int i = 0; i < count; i++) {
            bytes[2 * i] = (byte) samples[at + i];
            bytes[2 * i + 1] = (byte) (samples[at + i] >> 8);
        }
    }

    /** The samples of an even number of bytes. */
    public static short[] samples(byte[] bytes) {
        if (bytes.length % 2 != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are no whole number of samples");
        }
        short[] samples = new short[bytes.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = sample(bytes[2 * i], bytes[2 * i + 1]);
        }
        return samples;
    }

    static short sample(byte low, byte high) {
        return (short) ((low & 0xff) | high << 8);
    }
}
