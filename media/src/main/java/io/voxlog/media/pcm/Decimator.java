package io.voxlog.media.pcm;

/**
 * Lowers the rate of one stream by a whole factor, behind a linear-phase low-pass filter (Kaiser window). What lies
 * more than an eighth above half the new rate is at least 60 dB down, what lies more than an eighth below it passes.
 * The output is 17 of its samples late, and as many come out of each call as the factor says: a {@link Resampler},
 * which takes its delay off, would make a decoder wait for the next packet. Not thread-safe; allocates nothing after
 * construction.
 */
public final class Decimator {
    /** Taps on each side of the middle one, per step of the factor: the delay in output samples. */
    private static final int HALF_LENGTH = 17;

    /** Of the Kaiser window, for 70 dB. */
    private static final double BETA = 6.76;

    private final int factor;
    private final float[] taps;
    /** The last {@code taps.length - 1} samples of earlier calls, then those of this call. */
    private final float[] line;

    /**
     * @param factor 2 or more
     * @param maxInput the most samples that one call brings
     */
    public Decimator(int factor, int maxInput) {
        if (factor < 2) {
            throw new IllegalArgumentException("nothing to lower by a factor of " + factor);
        }
        this.factor = factor;
        this.taps = lowPass(factor);
        this.line = new float[taps.length - 1 + maxInput];
    }

    /**
     * Takes {@code count} samples, a multiple of the factor, and writes {@code count / factor} into {@code output} from
     * {@code at} on. Neither array is kept.
     */
    public void process(short[] input, int count, short[] output, int at) {
        int history = taps.length - 1;
        if (count % factor != 0 || count > line.length - history) {
            throw new IllegalArgumentException("cannot take " + count + " samples at once");
        }
        for (int i = 0; i < count; i++) {
            line[history + i] = input[i];
        }
        for (int i = 0; i < count / factor; i++) {
            output[at + i] = filtered(i * factor + factor - 1);
        }
        System.arraycopy(line, count, line, 0, history);
    }

    /** Four sums run side by side: one would wait for itself. */
    private short filtered(int from) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int tap = 0;
        for (; tap + 3 < taps.length; tap += 4) {
            a += taps[tap] * line[from + tap];
            b += taps[tap + 1] * line[from + tap + 1];
            c += taps[tap + 2] * line[from + tap + 2];
            d += taps[tap + 3] * line[from + tap + 3];
        }
        for (; tap < taps.length; tap++) {
            a += taps[tap] * line[from + tap];
        }
        int rounded = Math.round(a + b + (c + d));
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, rounded));
    }

    private static float[] lowPass(int factor) {
        int middle = HALF_LENGTH * factor;
        double[] ideal = new double[2 * middle + 1];
        double sum = 0;
        KaiserWindow window = new KaiserWindow(BETA);
        for (int i = 0; i < ideal.length; i++) {
            double x = (double) (i - middle) / factor;
            double sinc = i == middle ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
            double edge = (double) (i - middle) / (middle + 1);
            ideal[i] = sinc * window.at(edge);
            sum += ideal[i];
        }
        float[] taps = new float[ideal.length];
        for (int i = 0; i < taps.length; i++) {
            taps[i] = (float) (ideal[i] / sum);
        }
        return taps;
    }
}
