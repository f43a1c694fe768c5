package io.voxlog.transcript;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts one speaker's words into segments. A segment ends before a word if it has more than the most characters, ends a
 * sentence and has more than the fewest, is followed by a pause longer than the segment pause, or if another speaker
 * takes the floor in that pause. Punctuation never starts a segment: it stays with the word before it, and is dropped
 * where there is none.
 *
 * <p>Pure and thread-safe. Cutting the words of its own segments again gives the same segments.
 */
public final class Segmenter {
    private final SegmentationLimits limits;

    public Segmenter(SegmentationLimits limits) {
        this.limits = limits;
    }

    /**
     * Segments of a speaker who speaks alone.
     *
     * @param words in the order they were said
     */
    public List<Segment> segments(String speaker, List<TimedWord> words) {
        return segments(speaker, words, FloorChanges.none());
    }

    List<Segment> segments(String speaker, List<TimedWord> words, FloorChanges floor) {
        List<Segment> segments = new ArrayList<>();
        Open open = new Open();
        for (TimedWord word : words) {
            if (open.endsBefore(word, floor)) {
                open.flushTo(segments, speaker);
            }
            open.add(word);
        }
        open.flushTo(segments, speaker);
        return segments;
    }

    /** The segment that still takes words. */
    private final class Open {
        private final List<TimedWord> words = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private long endTicks;
        private boolean sentenceEnded;

        boolean endsBefore(TimedWord next, FloorChanges floor) {
            if (words.isEmpty()) {
                return false;
            }
            if (next.startTicks() - endTicks > limits.segmentPauseTicks()) {
                return true;
            }
            return next.spoken()
                    && (text.length() > limits.maxChars()
                            || (sentenceEnded && text.length() > limits.sentenceChars())
                            || floor.within(endTicks, next.startTicks()));
        }

        void add(TimedWord word) {
            if (word.text().isEmpty() || (words.isEmpty() && !word.spoken())) {
                return;
            }
            endTicks = words.isEmpty() ? word.endTicks() : Math.max(endTicks, word.endTicks());
            sentenceEnded = word.endsSentence() || (sentenceEnded && !word.spoken());
            words.add(word);
            WordRun.append(text, word);
        }

        void flushTo(List<Segment> segments, String speaker) {
            if (!words.isEmpty()) {
                segments.add(Segment.of(speaker, words));
            }
            words.clear();
            text.setLength(0);
            sentenceEnded = false;
        }
    }
}
