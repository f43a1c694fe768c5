package io.voxlog.transcript;

import java.util.ArrayList;
import java.util.List;

/** Spoken words of one speaker without a silence in which another could take the floor. */
record Phrase(String speaker, long startTicks, long endTicks) {
    long midpoint() {
        return startTicks + (endTicks - startTicks) / 2;
    }

    /** Phrases in order of their start. */
    static List<Phrase> of(String speaker, List<TimedWord> words, long yieldPauseTicks) {
        List<Phrase> phrases = new ArrayList<>();
        long start = 0;
        long end = 0;
        boolean open = false;
        for (TimedWord word : words) {
            if (!word.spoken()) {
                continue;
            }
            if (open && word.startTicks() - end >= yieldPauseTicks) {
                phrases.add(new Phrase(speaker, start, end));
                open = false;
            }
            start = open ? start : word.startTicks();
            end = open ? Math.max(end, word.endTicks()) : word.endTicks();
            open = true;
        }
        if (open) {
            phrases.add(new Phrase(speaker, start, end));
        }
        return phrases;
    }
}
