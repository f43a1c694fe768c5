package io.voxlog.testkit.tone;

import java.util.Optional;

/** Reads the symbols of a word whose start is known, at 16 kHz. */
final class SymbolReader {
    private static final int SYMBOL_SAMPLES = (int) Math.round(ToneWords.SYMBOL_SECONDS * 16_000);
    private static final int GUARD_SAMPLES = 32;
    private static final int WINDOW = SYMBOL_SAMPLES - 2 * GUARD_SAMPLES;
    private static final int TONES = 16;
    /** Mean share of a symbol's energy that its tone must hold; noise gives about 0.02. */
    private static final double LEAST_PURITY = 0.4;

    private static final float[][] COS = waves(0);
    private static final float[][] SIN = waves(-Math.PI / 2);

    private SymbolReader() {}

    /** The word that starts at an index of the PCM; empty if the sound there is not a whole, unharmed word. */
    static Optional<String> read(short[] pcm, int at) {
        int[] symbols = new int[ToneCode.SYMBOLS];
        double purity = 0;
        for (int i = 0; i < symbols.length; i++) {
            int window = at + StartMarker.SAMPLES + i * SYMBOL_SAMPLES + GUARD_SAMPLES;
            double loudest = -1;
            for (int tone = 0; tone < TONES; tone++) {
                double energy = toneEnergy(pcm, window, tone);
                if (energy > loudest) {
                    loudest = energy;
                    symbols[i] = tone;
                }
            }
            purity += 2 * loudest / (WINDOW * Math.max(1, energy(pcm, window)));
        }
        return purity < LEAST_PURITY * symbols.length ? Optional.empty() : ToneCode.text(symbols);
    }

    private static double toneEnergy(short[] pcm, int at, int tone) {
        float re = 0;
        float im = 0;
        for (int i = 0; i < WINDOW; i++) {
            re += pcm[at + i] * COS[tone][i];
            im += pcm[at + i] * SIN[tone][i];
        }
        return (double) re * re + (double) im * im;
    }

    private static double energy(short[] pcm, int at) {
        long sum = 0;
        for (int i = 0; i < WINDOW; i++) {
            sum += (long) pcm[at + i] * pcm[at + i];
        }
        return sum;
    }

    private static float[][] waves(double shift) {
        float[][] waves = new float[TONES][WINDOW];
        for (int tone = 0; tone < TONES; tone++) {
            for (int i = 0; i < WINDOW; i++) {
                waves[tone][i] = (float) Math.cos(2 * Math.PI * ToneWords.toneHz(tone) * i / 16_000 + shift);
            }
        }
        return waves;
    }
}
