package io.voxlog.transcript;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words of one speaker, cut at a length, a sentence end, a pause, or where another speaker takes the floor.
 *
 * @param startTicks start of the first word, 1/48000 s since t0
 * @param endTicks end of the last word
 * @param confidence mean over the words that have one; null if none has
 * @param words never empty, at least one of them spoken
 */
public record Segment(
        String speaker,
        long startTicks,
        long endTicks,
        String text,
        @Nullable Double confidence,
        List<TimedWord> words) {
    public Segment {
        words = List.copyOf(words);
    }

    static Segment of(String speaker, List<TimedWord> words) {
        return new Segment(
                speaker,
                WordRun.startTicks(words),
                WordRun.endTicks(words),
                WordRun.text(words),
                WordRun.confidence(words),
                words);
    }

    /** Words, punctuation not counted. */
    public int wordCount() {
        return WordRun.spokenCount(words);
    }
}
