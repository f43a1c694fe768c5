package io.voxlog.transcript;

/**
 * Where segments and utterances end. Pauses are media time, in ticks of 1/48000 s.
 *
 * @param maxChars a segment of more characters ends
 * @param sentenceChars a segment of more characters ends where a sentence ends
 * @param segmentPauseTicks a segment ends before a word that starts more than this after the word before it
 * @param utterancePauseTicks an utterance ends before a word that starts more than this after the word before it
 * @param yieldPauseTicks the shortest silence in which a speaker can be said to have left the floor to another
 */
public record SegmentationLimits(
        int maxChars, int sentenceChars, long segmentPauseTicks, long utterancePauseTicks, long yieldPauseTicks) {
    private static final long TICKS_PER_MILLI = 48;

    /** 500 characters, 50 characters, 3 s, 2 s, 250 ms. */
    public static final SegmentationLimits DEFAULT =
            new SegmentationLimits(500, 50, 3_000 * TICKS_PER_MILLI, 2_000 * TICKS_PER_MILLI, 250 * TICKS_PER_MILLI);

    public SegmentationLimits {
        if (maxChars <= 0 || sentenceChars < 0) {
            throw new IllegalArgumentException("limits of " + maxChars + " and " + sentenceChars + " characters");
        }
        if (segmentPauseTicks <= 0 || utterancePauseTicks <= 0 || yieldPauseTicks <= 0) {
            throw new IllegalArgumentException("pauses are positive");
        }
    }
}
