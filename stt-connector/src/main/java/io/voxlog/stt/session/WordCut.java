package io.voxlog.stt.session;

import io.voxlog.stt.engine.EngineWord;
import io.voxlog.transcript.TimedWord;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops what an earlier session has given: words whose midpoint is not after the end of its last final. A word kept
 * that starts before that end is made to start there, so that finals never overlap and their ids differ. A mark goes
 * with the word before it. The cut stays where it was when the stream was opened.
 */
final class WordCut {
    private final long cutTicks;
    private final StreamTimeline timeline;
    private boolean lastKept;

    WordCut(long cutTicks, StreamTimeline timeline) {
        this.cutTicks = cutTicks;
        this.timeline = timeline;
        this.lastKept = cutTicks == Checkpoint.BEFORE_ALL;
    }

    /** The words of a final that are new, in room time. */
    List<TimedWord> finals(List<EngineWord> words) {
        List<TimedWord> kept = new ArrayList<>(words.size());
        for (EngineWord word : words) {
            lastKept = keep(word, lastKept, kept);
        }
        return kept;
    }

    /** The words of a partial that are new, in room time. */
    List<TimedWord> partials(List<EngineWord> words) {
        List<TimedWord> kept = new ArrayList<>(words.size());
        boolean before = lastKept;
        for (EngineWord word : words) {
            before = keep(word, before, kept);
        }
        return kept;
    }

    private boolean keep(EngineWord word, boolean keptBefore, List<TimedWord> kept) {
        long end = timeline.endTicks(word.endSample());
        long start = word.startSample() == word.endSample() ? end : timeline.startTicks(word.startSample());
        boolean isNew = word.punctuation() ? keptBefore : start + end > 2 * cutTicks;
        if (isNew) {
            kept.add(new TimedWord(
                    word.text(),
                    Math.max(start, cutTicks),
                    Math.max(end, cutTicks),
                    word.confidence(),
                    word.punctuation(),
                    word.endOfSentence()));
        }
        return isNew;
    }
}
