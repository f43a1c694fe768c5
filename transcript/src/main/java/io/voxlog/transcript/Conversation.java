package io.voxlog.transcript;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a set of finals says, in order of start: the one rule for live views, sealed transcripts and analyses. A pure
 * function of the words: neither the order in which finals come nor how the engine cut them changes it.
 *
 * <p>An utterance ends before a pause longer than the utterance pause, or where another speaker takes the floor in a
 * pause of at least the yield pause (the midpoint of a phrase of the other lies in it). Words spoken over a speaker do
 * not cut that speaker's utterance: both stand whole, ordered by their starts, and the stretch is an {@link Overlap}.
 * Equal starts are ordered by speaker key.
 *
 * @param segments pieces of at most about the longest length, for storage and captions
 * @param utterances what formatted transcripts show and analyses read
 * @param turns consecutive utterances of one speaker
 * @param overlaps stretches in which two speak at once
 */
public record Conversation(
        List<Segment> segments, List<Utterance> utterances, List<Turn> turns, List<Overlap> overlaps) {
    private static final Comparator<EngineFinal> BY_TIME = Comparator.comparingLong(
                    (EngineFinal f) -> f.words().get(0).startTicks())
            .thenComparingLong(f -> WordRun.endTicks(f.words()))
            .thenComparing(f -> f.words().toString());

    public Conversation {
        segments = List.copyOf(segments);
        utterances = List.copyOf(utterances);
        turns = List.copyOf(turns);
        overlaps = List.copyOf(overlaps);
    }

    /** The conversation of finals under the default limits. */
    public static Conversation of(Collection<EngineFinal> finals) {
        return of(finals, SegmentationLimits.DEFAULT);
    }

    /**
     * The conversation of finals.
     *
     * @param finals in any order, each once; those of one speaker do not overlap
     */
    public static Conversation of(Collection<EngineFinal> finals, SegmentationLimits limits) {
        Map<String, List<TimedWord>> words = wordsBySpeaker(finals);
        Map<String, List<Phrase>> phrases = new TreeMap<>();
        words.forEach((speaker, said) -> phrases.put(speaker, Phrase.of(speaker, said, limits.yieldPauseTicks())));
        Segmenter segmenter = new Segmenter(limits);
        List<Segment> segments = new ArrayList<>();
        List<Utterance> utterances = new ArrayList<>();
        words.forEach((speaker, said) -> {
            Map<String, List<Phrase>> others = new TreeMap<>(phrases);
            others.remove(speaker);
            FloorChanges floor = FloorChanges.by(others.values(), limits.yieldPauseTicks());
            List<Segment> own = segmenter.segments(speaker, said, floor);
            segments.addAll(own);
            utterances.addAll(utterances(own, floor, limits.utterancePauseTicks()));
        });
        segments.sort(Comparator.comparingLong(Segment::startTicks).thenComparing(Segment::speaker));
        utterances.sort(Comparator.comparingLong(Utterance::startTicks).thenComparing(Utterance::speaker));
        return new Conversation(segments, utterances, turns(utterances), overlaps(phrases.values()));
    }

    private static Map<String, List<TimedWord>> wordsBySpeaker(Collection<EngineFinal> finals) {
        Map<String, List<TimedWord>> words = new TreeMap<>();
        finals.stream()
                .filter(f -> !f.words().isEmpty())
                .sorted(BY_TIME)
                .forEach(f -> words.computeIfAbsent(f.speaker(), s -> new ArrayList<>())
                        .addAll(f.words()));
        return words;
    }

    /** The speaker's words again, cut by pauses and floor changes instead of lengths and sentences. */
    private static List<Utterance> utterances(List<Segment> own, FloorChanges floor, long pauseTicks) {
        List<Utterance> utterances = new ArrayList<>();
        List<TimedWord> open = new ArrayList<>();
        long end = 0;
        for (Segment segment : own) {
            for (TimedWord word : segment.words()) {
                boolean cut = word.startTicks() - end > pauseTicks || floor.within(end, word.startTicks());
                if (!open.isEmpty() && word.spoken() && cut) {
                    utterances.add(Utterance.of(segment.speaker(), open));
                    open.clear();
                }
                end = open.isEmpty() ? word.endTicks() : Math.max(end, word.endTicks());
                open.add(word);
            }
        }
        if (!open.isEmpty()) {
            utterances.add(Utterance.of(own.get(0).speaker(), open));
        }
        return utterances;
    }

    private static List<Turn> turns(List<Utterance> utterances) {
        List<Turn> turns = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= utterances.size(); i++) {
            boolean ends = i == utterances.size()
                    || !utterances.get(i).speaker().equals(utterances.get(from).speaker());
            if (ends) {
                turns.add(Turn.of(utterances.subList(from, i)));
                from = i;
            }
        }
        return turns;
    }

    private static List<Overlap> overlaps(Collection<List<Phrase>> phrases) {
        List<Phrase> all = new ArrayList<>();
        phrases.forEach(all::addAll);
        all.sort(Comparator.comparingLong(Phrase::startTicks).thenComparing(Phrase::speaker));
        List<Overlap> overlaps = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Phrase first = all.get(i);
            for (int j = i + 1; j < all.size() && all.get(j).startTicks() < first.endTicks(); j++) {
                Phrase second = all.get(j);
                long end = Math.min(first.endTicks(), second.endTicks());
                if (!second.speaker().equals(first.speaker()) && second.startTicks() < end) {
                    overlaps.add(new Overlap(first.speaker(), second.speaker(), second.startTicks(), end));
                }
            }
        }
        overlaps.sort(Comparator.comparingLong(Overlap::startTicks)
                .thenComparingLong(Overlap::endTicks)
                .thenComparing(Overlap::first)
                .thenComparing(Overlap::second));
        return Collections.unmodifiableList(overlaps);
    }
}
