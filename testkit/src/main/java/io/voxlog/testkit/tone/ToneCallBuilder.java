package io.voxlog.testkit.tone;

import io.voxlog.media.MediaTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lays out a {@link ToneCall}. Words are numbered per speaker from 1. A cursor stands where the last word ended; each
 * speaker's own words never overlap, those of different speakers may.
 */
public final class ToneCallBuilder {
    private final Map<String, Integer> numbers = new TreeMap<>();
    private final Map<String, Long> freeFrom = new TreeMap<>();
    private final List<ToneUtterance> words = new ArrayList<>();
    private long cursor = MediaTime.TICKS_PER_SECOND;
    private Duration tail = Duration.ofSeconds(1);

    ToneCallBuilder() {}

    /** Moves the cursor: forward for a gap, back for an overlap with what was said last. */
    public ToneCallBuilder gap(Duration gap) {
        cursor = Math.max(0, cursor + ticks(gap));
        return this;
    }

    /** One word at the cursor, or after the speaker's last word where that is later; the cursor moves to its end. */
    public ToneCallBuilder say(String speaker) {
        long start = Math.max(cursor, freeFrom.getOrDefault(speaker, 0L));
        long end = start + (long) ToneWords.WORD_MILLIS * MediaTime.TICKS_PER_MILLI;
        int number = numbers.merge(speaker, 1, Integer::sum);
        String text = speaker + "-" + number;
        words.add(new ToneUtterance(speaker, text, new MediaTime(start), new MediaTime(end)));
        freeFrom.put(speaker, end);
        cursor = end;
        return this;
    }

    /** Several words of one speaker with a gap after each. */
    public ToneCallBuilder say(String speaker, int count, Duration gap) {
        for (int i = 0; i < count; i++) {
            say(speaker).gap(gap);
        }
        return this;
    }

    /** Turns of the speakers, one after the other, round and round. */
    public ToneCallBuilder alternate(List<String> speakers, int rounds, int wordsPerTurn, Duration gap) {
        for (int round = 0; round < rounds; round++) {
            for (String speaker : speakers) {
                say(speaker, wordsPerTurn, gap);
            }
        }
        return this;
    }

    /** A participant who may say nothing. */
    public ToneCallBuilder participant(String speaker) {
        numbers.putIfAbsent(speaker, 0);
        return this;
    }

    /** Silence after the last word, 1 s if not said. */
    public ToneCallBuilder tail(Duration length) {
        tail = length;
        return this;
    }

    public ToneCall build() {
        long end = words.stream().mapToLong(word -> word.end().ticks()).max().orElse(0) + ticks(tail);
        List<ToneUtterance> sorted = new ArrayList<>(words);
        Collections.sort(sorted, ToneCall.IN_TIME);
        return new ToneCall(List.copyOf(numbers.keySet()), sorted, new MediaTime(Math.max(end, cursor)));
    }

    private static long ticks(Duration duration) {
        return MediaTime.ofMillis(duration.toMillis()).ticks();
    }
}
