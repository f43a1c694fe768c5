package io.voxlog.testkit.tone;

import java.time.Duration;

/**
 * How a {@link ToneEngine} answers. All times are lengths of audio, never of a clock, so that the same audio gives the
 * same answers.
 *
 * @param wordsPerFinal words given in one final; fewer when the stream ends or its longest wait is over
 * @param finalDelay audio that must follow a word before it is final
 * @param partialInterval audio between partials; zero for none
 * @param horizonLag how far the horizon stays behind what the engine knows to be settled
 */
public record ToneOptions(int wordsPerFinal, Duration finalDelay, Duration partialInterval, Duration horizonLag) {
    /** Each word by itself, final 200 ms after its end; partials every 100 ms; the horizon as soon as it is known. */
    public static final ToneOptions USUAL =
            new ToneOptions(1, Duration.ofMillis(200), Duration.ofMillis(100), Duration.ZERO);

    public ToneOptions {
        if (wordsPerFinal < 1 || finalDelay.isNegative() || partialInterval.isNegative() || horizonLag.isNegative()) {
            throw new IllegalArgumentException("tone options out of range: " + wordsPerFinal + " words per final, "
                    + finalDelay + ", " + partialInterval + ", " + horizonLag);
        }
    }

    public ToneOptions withWordsPerFinal(int words) {
        return new ToneOptions(words, finalDelay, partialInterval, horizonLag);
    }

    public ToneOptions withFinalDelay(Duration delay) {
        return new ToneOptions(wordsPerFinal, delay, partialInterval, horizonLag);
    }

    public ToneOptions withPartialInterval(Duration interval) {
        return new ToneOptions(wordsPerFinal, finalDelay, interval, horizonLag);
    }

    public ToneOptions withHorizonLag(Duration lag) {
        return new ToneOptions(wordsPerFinal, finalDelay, partialInterval, lag);
    }
}
