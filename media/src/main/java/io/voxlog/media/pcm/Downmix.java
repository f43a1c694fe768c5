package io.voxlog.media.pcm;

/** Two channels into one. */
public final class Downmix {
    private Downmix() {}

    /**
     * The mean of left and right, which cannot clip. The returned array is new on every call and the caller's.
     *
     * @param interleaved left and right in turn; only the first {@code 2 * frames} are read
     */
    public static short[] average(short[] interleaved, int frames) {
        short[] mono = new short[frames];
        for (int i = 0; i < frames; i++) {
            mono[i] = (short) ((interleaved[2 * i] + interleaved[2 * i + 1]) >> 1);
        }
        return mono;
    }
}
