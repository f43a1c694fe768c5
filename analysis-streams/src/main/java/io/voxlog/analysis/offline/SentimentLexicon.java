package io.voxlog.analysis.offline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Weights of words, −4 to 4. An entry is a word, a phrase with {@code _} between its words, or a beginning with
 * {@code *}; phrases go before words, words before beginnings, longer before shorter.
 */
final class SentimentLexicon {
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int SHORTEST_BEGINNING = 4;
    private static final int LONGEST_PHRASE = 4;
    private static final SentimentLexicon ENGLISH = read("sentiment-en.txt");

    /** Words that carry a weight together. */
    record Hit(String words, int length, double weight) {}

    private final Map<String, Double> entries;

    private SentimentLexicon(Map<String, Double> entries) {
        this.entries = Map.copyOf(entries);
    }

    static SentimentLexicon english() {
        return ENGLISH;
    }

    /** The entry that starts at a token; null if none does. */
    @Nullable
    Hit at(List<Token> tokens, int index) {
        StringBuilder phrase = new StringBuilder();
        Hit longest = null;
        for (int i = index; i < Math.min(tokens.size(), index + LONGEST_PHRASE); i++) {
            phrase.append(i == index ? "" : "_").append(tokens.get(i).text());
            Double weight = entries.get(phrase.toString());
            if (weight != null) {
                longest = new Hit(phrase.toString().replace('_', ' '), i - index + 1, weight);
            }
        }
        return longest != null ? longest : beginning(tokens.get(index).text());
    }

    private @Nullable Hit beginning(String word) {
        for (int length = word.length(); length >= SHORTEST_BEGINNING; length--) {
            Double weight = entries.get(word.substring(0, length) + "*");
            if (weight != null) {
                return new Hit(word, 1, weight);
            }
        }
        return null;
    }

    private static SentimentLexicon read(String resource) {
        Map<String, Double> entries = new HashMap<>();
        double weight = 0;
        for (String line : WordLists.lines(resource)) {
            if (line.startsWith("[")) {
                weight = Double.parseDouble(line.substring(1, line.length() - 1));
            } else {
                for (String entry : SPACE.split(line, -1)) {
                    entries.put(entry, weight);
                }
            }
        }
        return new SentimentLexicon(entries);
    }
}
