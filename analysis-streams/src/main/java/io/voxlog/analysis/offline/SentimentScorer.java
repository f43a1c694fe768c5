package io.voxlog.analysis.offline;

import java.util.ArrayList;
import java.util.List;

/** Scores one text against the lexicon; the rules stand at {@link Sentiment}. */
final class SentimentScorer {
    private static final int NEGATION_REACH = 3;
    private static final double NEGATED = -0.75;
    private static final double INTENSIFIED = 1.5;
    private static final double DIMINISHED = 0.5;
    private static final double SOFTNESS = 10;

    private final SentimentLexicon lexicon;
    private final WordLists words;

    /**
     * What a text sounds like.
     *
     * @param score −1 to 1
     * @param words the lexicon's words in it that weigh anything
     */
    record Tone(double score, List<String> words) {}

    SentimentScorer(SentimentLexicon lexicon, WordLists words) {
        this.lexicon = lexicon;
        this.words = words;
    }

    Tone tone(String text) {
        List<Token> tokens = Token.of(text);
        List<String> found = new ArrayList<>();
        double sum = 0;
        int index = 0;
        while (index < tokens.size()) {
            SentimentLexicon.Hit hit = lexicon.at(tokens, index);
            if (hit == null) {
                index++;
                continue;
            }
            if (hit.weight() != 0) {
                sum += hit.weight() * factor(tokens, index);
                found.add(hit.words());
            }
            index += hit.length();
        }
        return new Tone(sum / Math.sqrt(sum * sum + SOFTNESS), found);
    }

    private double factor(List<Token> tokens, int index) {
        double factor = 1;
        for (int i = index - 1; i >= Math.max(0, index - NEGATION_REACH); i--) {
            Token before = tokens.get(i);
            if (before.after() != Token.Mark.NONE
                    || words.section("clause-breaks").contains(before.text())) {
                return factor;
            }
            if (i == index - 1 && words.section("intensifiers").contains(before.text())) {
                factor *= INTENSIFIED;
            } else if (i == index - 1 && words.section("diminishers").contains(before.text())) {
                factor *= DIMINISHED;
            } else if (words.section("negators").contains(before.text())) {
                return factor * NEGATED;
            }
        }
        return factor;
    }
}
