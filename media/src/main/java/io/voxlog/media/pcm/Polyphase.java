package io.voxlog.media.pcm;

import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A low-pass filter for a change of rate by a fraction, cut into one short filter for each place that an output sample
 * can take between two input samples. Everything from half the lower rate on is 80 dB down, everything below 84 % of
 * that passes. Immutable, made once for each pair of rates.
 */
final class Polyphase {
    /** Length of the filter on each side of its middle, in samples of the lower rate. */
    private static final int HALF_LENGTH = 32;

    private static final double STOP_DECIBELS = 80;
    /** Width of the transition band in samples^-1 of the lower rate, by Kaiser's formula. */
    private static final double TRANSITION = (STOP_DECIBELS - 7.95) / (14.36 * 2 * HALF_LENGTH);

    private static final Map<Long, Polyphase> MADE = new ConcurrentHashMap<>();

    private final int up;
    private final int down;
    private final int half;
    private final float[] taps;

    private Polyphase(int up, int down) {
        this.up = up;
        this.down = down;
        // Even, so that the taps of a phase are a multiple of four.
        this.half = ((int) Math.ceil(HALF_LENGTH * Math.max(1.0, (double) down / up)) + 1) / 2 * 2;
        this.taps = new float[up * 2 * half];
        double cutoff = Math.min(1.0, (double) up / down) * (1 - TRANSITION);
        KaiserWindow window = new KaiserWindow(0.1102 * (STOP_DECIBELS - 8.7));
        for (int phase = 0; phase < up; phase++) {
            fill(phase, cutoff, window);
        }
    }

    /** The filter from one rate to another, in Hz. */
    static Polyphase between(int inputHz, int outputHz) {
        int common =
                BigInteger.valueOf(inputHz).gcd(BigInteger.valueOf(outputHz)).intValueExact();
        int up = outputHz / common;
        int down = inputHz / common;
        return MADE.computeIfAbsent(((long) up << 32) | down, pair -> new Polyphase(up, down));
    }

    /** Each phase sums to one, so that a constant stays exactly that. */
    private void fill(int phase, double cutoff, KaiserWindow window) {
        double[] ideal = new double[2 * half];
        double sum = 0;
        for (int i = 0; i < ideal.length; i++) {
            double from = i - half + 1 - (double) phase / up;
            double x = Math.PI * cutoff * from;
            ideal[i] = (from == 0 ? 1 : Math.sin(x) / x) * window.at(from / half);
            sum += ideal[i];
        }
        for (int i = 0; i < ideal.length; i++) {
            taps[phase * 2 * half + i] = (float) (ideal[i] / sum);
        }
    }

    /** Output samples for every {@link #down} input samples. */
    int up() {
        return up;
    }

    int down() {
        return down;
    }

    /** How many input samples before and after its place an output sample is made of. */
    int half() {
        return half;
    }

    /**
     * The output sample whose place is {@code phase / up} behind {@code line[centre]}, rounded and clipped. Four sums
     * run side by side: one would wait for itself.
     */
    short sample(float[] line, int centre, int phase) {
        int tap = phase * 2 * half;
        int end = tap + 2 * half;
        int at = centre - half + 1;
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (; tap < end; tap += 4, at += 4) {
            a += taps[tap] * line[at];
            b += taps[tap + 1] * line[at + 1];
            c += taps[tap + 2] * line[at + 2];
            d += taps[tap + 3] * line[at + 3];
        }
        int rounded = Math.round(a + b + (c + d));
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, rounded));
    }
}
