package io.voxlog.transcript;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far recognised words are from the words said: the least substitutions, deletions and insertions, with one
 * alignment that needs no more and has the most words equal. Words are compared in lower case without punctuation;
 * numbers stay as they are written. Time and memory grow with the product of the two lengths (one byte per pair).
 *
 * @param referenceWords words said
 * @param alignment pairs in order; a deletion has no hypothesis, an insertion no reference
 */
public record WordErrorRate(
        int substitutions, int deletions, int insertions, int referenceWords, List<Aligned> alignment) {
    private static final Pattern MARKS = Pattern.compile(
            "(?<!\\d)[.,:]|[.,:](?!\\d)|[^\\p{L}\\p{M}\\p{N}\\s'.,:]" + "|(?<![\\p{L}\\p{N}])'|'(?![\\p{L}\\p{N}])");
    private static final byte KEEP = 0;
    private static final byte DELETE = 1;
    private static final byte INSERT = 2;

    /**
     * Two words that stand for each other.
     *
     * @param referenceIndex index of the reference word, or of the next one where there is none
     * @param hypothesisIndex likewise
     */
    public record Aligned(
            int referenceIndex,
            int hypothesisIndex,
            @Nullable String reference,
            @Nullable String hypothesis) {
        public boolean correct() {
            return reference != null && reference.equals(hypothesis);
        }
    }

    public WordErrorRate {
        alignment = List.copyOf(alignment);
    }

    /** Errors of a hypothesis against a reference. */
    public static WordErrorRate of(String reference, String hypothesis) {
        return of(normalise(reference), normalise(hypothesis));
    }

    /** Errors between words that are normalised already. */
    public static WordErrorRate of(List<String> reference, List<String> hypothesis) {
        List<Aligned> alignment = align(reference, hypothesis, steps(reference, hypothesis));
        int substitutions = 0;
        int deletions = 0;
        int insertions = 0;
        for (Aligned pair : alignment) {
            if (pair.reference() == null) {
                insertions++;
            } else if (pair.hypothesis() == null) {
                deletions++;
            } else if (!pair.correct()) {
                substitutions++;
            }
        }
        return new WordErrorRate(substitutions, deletions, insertions, reference.size(), alignment);
    }

    /** Lower-case words without punctuation; apostrophes within words and marks within numbers stay. */
    public static List<String> normalise(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        String words = MARKS.matcher(plain).replaceAll(" ").strip();
        return words.isEmpty() ? List.of() : Arrays.asList(words.split("\\s+"));
    }

    public int errors() {
        return substitutions + deletions + insertions;
    }

    /** Errors per word said; 0 if nothing was said and nothing recognised, 1 if only something was recognised. */
    public double rate() {
        if (referenceWords == 0) {
            return insertions == 0 ? 0 : 1;
        }
        return errors() / (double) referenceWords;
    }

    /** The last step of a best way to each pair of prefixes: fewest errors, among those most words that are equal. */
    private static byte[][] steps(List<String> reference, List<String> hypothesis) {
        long error = Math.min(reference.size(), hypothesis.size()) + 1L;
        byte[][] steps = new byte[reference.size() + 1][hypothesis.size() + 1];
        Arrays.fill(steps[0], INSERT);
        long[] above = new long[hypothesis.size() + 1];
        Arrays.setAll(above, j -> j * error);
        for (int i = 1; i <= reference.size(); i++) {
            long[] costs = new long[hypothesis.size() + 1];
            costs[0] = i * error;
            steps[i][0] = DELETE;
            for (int j = 1; j <= hypothesis.size(); j++) {
                boolean same = reference.get(i - 1).equals(hypothesis.get(j - 1));
                long keep = above[j - 1] + (same ? -1 : error);
                long delete = above[j] + error;
                long insert = costs[j - 1] + error;
                costs[j] = Math.min(keep, Math.min(delete, insert));
                steps[i][j] = costs[j] == keep ? KEEP : costs[j] == delete ? DELETE : INSERT;
            }
            above = costs;
        }
        return steps;
    }

    private static List<Aligned> align(List<String> reference, List<String> hypothesis, byte[][] steps) {
        List<Aligned> pairs = new ArrayList<>();
        int i = reference.size();
        int j = hypothesis.size();
        while (i > 0 || j > 0) {
            byte step = steps[i][j];
            i -= step == INSERT ? 0 : 1;
            j -= step == DELETE ? 0 : 1;
            pairs.add(new Aligned(
                    i, j, step == INSERT ? null : reference.get(i), step == DELETE ? null : hypothesis.get(j)));
        }
        Collections.reverse(pairs);
        return pairs;
    }
}
