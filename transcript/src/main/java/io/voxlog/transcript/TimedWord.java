package io.voxlog.transcript;

import org.jspecify.annotations.Nullable;

/**
 * A word or punctuation mark at a position on the room's timebase.
 *
 * @param startTicks first tick, 1/48000 s since t0
 * @param endTicks the tick after the last
 * @param confidence 0 to 1; null where the engine gives none
 * @param punctuation a mark that attaches to the word before it
 * @param endOfSentence the engine says that a sentence ends here
 */
public record TimedWord(
        String text,
        long startTicks,
        long endTicks,
        @Nullable Double confidence,
        boolean punctuation,
        boolean endOfSentence) {
    private static final String SENTENCE_MARKS = ".?!\u2026\u3002\uff1f\uff01";

    public TimedWord {
        text = text.strip();
        if (endTicks < startTicks) {
            throw new IllegalArgumentException("word from tick " + startTicks + " to " + endTicks);
        }
    }

    /** A plain word with no confidence. */
    public static TimedWord word(String text, long startTicks, long endTicks) {
        return new TimedWord(text, startTicks, endTicks, null, false, false);
    }

    /** A mark at the end of the word before it; {@code . ? !} end a sentence. */
    public static TimedWord mark(String text, long atTicks) {
        return new TimedWord(text, atTicks, atTicks, null, true, isSentenceMark(text));
    }

    /** Whether a sentence ends with this word or mark: the engine says so, or it is a full stop or its like. */
    boolean endsSentence() {
        return endOfSentence || (punctuation && isSentenceMark(text));
    }

    /** Whether it is said rather than written: it has a letter or digit and is no punctuation. */
    boolean spoken() {
        return !punctuation && text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static boolean isSentenceMark(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> SENTENCE_MARKS.indexOf(c) >= 0);
    }
}
