package io.voxlog.analysis.offline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ranks passages. A term weighs ln(1 + passages that hold it); a passage scores the sum of its terms' weights over the
 * square root of its term count plus 2, times 1.3 if an action item rests on it, 1.2 if it holds a cue word, 1.1 if it
 * is in the first or last tenth of the call. Passages are taken best first, a third of them, 1 to 7; each taken one
 * leaves its terms a third of their weight, so that the next covers something else. Passages of fewer than three terms
 * are taken only if no other is left.
 */
final class PassageRanking {
    private static final int MIN_TERMS = 3;
    private static final int MAX_TAKEN = 7;
    private static final int MAX_TOPICS = 5;
    private static final double COVERED = 1 / 3.0;

    private final List<Passage> passages;
    private final Set<Integer> tasks;
    private final Map<String, Double> weights = new HashMap<>();
    private final double from;
    private final double to;

    private PassageRanking(List<Passage> passages, Set<Integer> tasks) {
        this.passages = passages;
        this.tasks = tasks;
        this.from =
                passages.stream().mapToDouble(p -> p.utterance().start()).min().orElse(0);
        this.to = passages.stream().mapToDouble(p -> p.utterance().end()).max().orElse(0);
        holders().forEach((term, held) -> weights.put(term, Math.log1p(held.size())));
    }

    static PassageRanking of(CallTranscript call) {
        List<Passage> passages = new ArrayList<>();
        call.utterances().forEach(u -> passages.addAll(Passage.of(u)));
        passages.removeIf(p -> p.words() == 0);
        Set<Integer> tasks = new HashSet<>();
        ActionItems.of(call).items().forEach(item -> item.citations().forEach(c -> tasks.add(c.utterance())));
        return new PassageRanking(passages, tasks);
    }

    /** The best passages, in the order they were said. */
    List<Passage> best() {
        Map<String, Double> left = new HashMap<>(weights);
        List<Passage> open = new ArrayList<>(passages);
        List<Passage> taken = new ArrayList<>();
        int wanted = Math.max(1, Math.min(MAX_TAKEN, Math.round(passages.size() / 3f)));
        while (taken.size() < wanted && !open.isEmpty()) {
            Passage best = open.get(0);
            for (Passage passage : open) {
                best = score(passage, left) > score(best, left) ? passage : best;
            }
            open.remove(best);
            taken.add(best);
            best.terms().forEach(term -> left.computeIfPresent(term, (t, weight) -> weight * COVERED));
        }
        taken.sort(Comparator.comparingInt(passages::indexOf));
        return taken;
    }

    /** Terms of at least two passages, most passages first, with the utterances that hold them. */
    Map<String, List<CallUtterance>> topics() {
        Map<String, List<CallUtterance>> topics = new LinkedHashMap<>();
        holders().entrySet().stream()
                .filter(e -> e.getValue().size() > 1)
                .sorted(Comparator.comparingInt((Map.Entry<String, List<CallUtterance>> e) ->
                        -e.getValue().size()))
                .limit(MAX_TOPICS)
                .forEach(e -> topics.put(e.getKey(), e.getValue()));
        return topics;
    }

    /** Utterances by term, in the order the terms are first said. */
    private Map<String, List<CallUtterance>> holders() {
        Map<String, List<CallUtterance>> holders = new LinkedHashMap<>();
        for (Passage passage : passages) {
            passage.terms().stream()
                    .sorted()
                    .forEach(term -> holders.computeIfAbsent(term, t -> new ArrayList<>())
                            .add(passage.utterance()));
        }
        return holders;
    }

    private double score(Passage passage, Map<String, Double> left) {
        double sum = passage.terms().stream()
                .sorted()
                .mapToDouble(t -> left.getOrDefault(t, 0.0))
                .sum();
        double score = sum / Math.sqrt(passage.terms().size() + 2.0);
        CallUtterance utterance = passage.utterance();
        double tenth = (to - from) / 10;
        boolean edge = utterance.start() < from + tenth || utterance.end() > to - tenth;
        boolean cue = passage.terms().stream().anyMatch(WordLists.english().section("cue-words")::contains);
        score *= tasks.contains(utterance.index()) ? 1.3 : 1;
        score *= cue ? 1.2 : 1;
        score *= edge ? 1.1 : 1;
        return passage.terms().size() < MIN_TERMS ? score / 1_000 : score;
    }
}
