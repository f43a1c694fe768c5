package io.voxlog.testkit.tone;

/** The chirp that starts a word, as a matched filter at 16 kHz. */
final class StartMarker {
    static final int SAMPLES = (int) Math.round(ToneWords.CHIRP_SECONDS * 16_000);

    private static final float[] COS = template(0);
    private static final float[] SIN = template(-Math.PI / 2);

    private StartMarker() {}

    /**
     * How much of the energy of a window is the chirp, whatever its phase and level: 1 for the chirp alone, about 0.002
     * for noise. A window of silence gives 0. A pure function of the window's samples.
     *
     * @param energy sum of the squares of the window's samples
     */
    static double likeness(short[] pcm, int at, long energy) {
        if (energy < SAMPLES) {
            return 0;
        }
        float re = 0;
        float im = 0;
        for (int i = 0; i < SAMPLES; i++) {
            float sample = pcm[at + i];
            re += sample * COS[i];
            im += sample * SIN[i];
        }
        return 2.0 * ((double) re * re + (double) im * im) / ((double) energy * SAMPLES);
    }

    private static float[] template(double shift) {
        float[] wave = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            wave[i] = (float) Math.cos(ToneWords.chirpPhase(i / 16_000.0) + shift);
        }
        return wave;
    }
}
