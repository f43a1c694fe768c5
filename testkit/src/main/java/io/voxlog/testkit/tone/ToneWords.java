package io.voxlog.testkit.tone;

/**
 * Words such as {@code alice-17} as sound. A word lasts 400 ms: a rising chirp of 60 ms (600 to 3000 Hz) that marks its
 * start, 16 symbols of 20 ms, each one of 16 tones from 500 to 2900 Hz, and a falling tail of 20 ms. The phase is
 * continuous, so that the codec is given no clicks. The text stands in the tones: no table is needed to read it.
 */
public final class ToneWords {
    /** Length of a word in milliseconds. */
    public static final int WORD_MILLIS = 400;

    /** Length of a word in samples at 16 kHz. */
    public static final int WORD_SAMPLES = WORD_MILLIS * 16;

    static final double CHIRP_SECONDS = 0.060;
    static final double CHIRP_FROM_HZ = 600;
    static final double CHIRP_TO_HZ = 3000;
    static final double SYMBOL_SECONDS = 0.020;
    static final double LOWEST_TONE_HZ = 500;
    static final double TONE_STEP_HZ = 160;

    private static final double RAMP_SECONDS = 0.005;
    private static final double AMPLITUDE = 0.35 * Short.MAX_VALUE;

    private ToneWords() {}

    /**
     * A word as PCM.
     *
     * @param text speaker of up to six of a to z and 0 to 9, a hyphen, a number up to 65535
     * @param sampleRateHz 16000 or 48000; any multiple of 1000 from 8000 up works
     * @throws IllegalArgumentException for any other text
     */
    public static short[] encode(String text, int sampleRateHz) {
        int[] symbols = ToneCode.symbols(text);
        short[] pcm = new short[sampleRateHz / 1000 * WORD_MILLIS];
        for (int i = 0; i < pcm.length; i++) {
            double seconds = i / (double) sampleRateHz;
            pcm[i] = (short) Math.round(AMPLITUDE * ramp(seconds) * Math.sin(phase(symbols, seconds)));
        }
        return pcm;
    }

    static double toneHz(int symbol) {
        return LOWEST_TONE_HZ + TONE_STEP_HZ * symbol;
    }

    /** Phase of the start marker, in radians from its start. */
    static double chirpPhase(double seconds) {
        double slope = (CHIRP_TO_HZ - CHIRP_FROM_HZ) / CHIRP_SECONDS;
        return 2 * Math.PI * (CHIRP_FROM_HZ * seconds + slope * seconds * seconds / 2);
    }

    private static double phase(int[] symbols, double seconds) {
        if (seconds < CHIRP_SECONDS) {
            return chirpPhase(seconds);
        }
        double phase = chirpPhase(CHIRP_SECONDS);
        double rest = seconds - CHIRP_SECONDS;
        for (int symbol : symbols) {
            if (rest < SYMBOL_SECONDS) {
                return phase + 2 * Math.PI * toneHz(symbol) * rest;
            }
            phase += 2 * Math.PI * toneHz(symbol) * SYMBOL_SECONDS;
            rest -= SYMBOL_SECONDS;
        }
        double fall = (CHIRP_FROM_HZ - CHIRP_TO_HZ) / SYMBOL_SECONDS;
        return phase + 2 * Math.PI * (CHIRP_TO_HZ * rest + fall * rest * rest / 2);
    }

    private static double ramp(double seconds) {
        double edge = Math.min(seconds, WORD_MILLIS / 1000.0 - seconds);
        return edge >= RAMP_SECONDS ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * edge / RAMP_SECONDS);
    }
}
