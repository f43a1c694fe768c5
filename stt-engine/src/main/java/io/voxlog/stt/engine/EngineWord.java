package io.voxlog.stt.engine;

import org.jspecify.annotations.Nullable;

/**
 * A word or punctuation mark in a stream's own time.
 *
 * @param startSample first sample, 16 kHz, from the first sample sent
 * @param endSample the sample after the last
 * @param confidence 0 to 1; null where the engine gives none
 * @param punctuation a mark that attaches to the word before it
 * @param endOfSentence the engine says that a sentence ends here
 */
public record EngineWord(
        String text,
        long startSample,
        long endSample,
        @Nullable Double confidence,
        boolean punctuation,
        boolean endOfSentence) {
    public EngineWord {
        if (startSample < 0 || endSample < startSample) {
            throw new IllegalArgumentException("word from sample " + startSample + " to " + endSample);
        }
    }

    /** A plain word with no confidence. */
    public static EngineWord word(String text, long startSample, long endSample) {
        return new EngineWord(text, startSample, endSample, null, false, false);
    }
}
