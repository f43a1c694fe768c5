package io.voxlog.media.pcm;

/** Samples as 32-bit little-endian floats (IEEE 754), full scale at -1 and 1, to signed 16-bit integers. */
public final class F32le {
    private F32le() {}

    /** Clipped beyond full scale, never wrapped; what is no number is silence. */
    public static short sample(float value) {
        // Math.round gives 0 for NaN and the nearest int for what no int can hold.
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(value * 32_768f)));
    }

    /** Converts {@code count} samples that start at byte {@code offset}, into {@code samples} from {@code at} on. */
    public static void samples(byte[] bytes, int offset, int count, short[] samples, int at) {
        for (int i = 0; i < count; i++) {
            int from = offset + 4 * i;
            int bits = (bytes[from] & 0xff)
                    | ((bytes[from + 1] & 0xff) << 8)
                    | ((bytes[from + 2] & 0xff) << 16)
                    | (bytes[from + 3] << 24);
            samples[at + i] = sample(Float.intBitsToFloat(bits));
        }
    }
}
