package io.voxlog.analysis.offline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A piece of an utterance that a summary may quote: the whole utterance, or, where that is long, some of its sentences
 * or words.
 *
 * @param text as it is quoted: a capital at the start, a mark at the end
 * @param terms its words of content, each once, plurals as singulars
 * @param words how many words it has
 */
record Passage(CallUtterance utterance, String text, Set<String> terms, int words) {
    private static final int MAX_WORDS = 30;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    Passage {
        terms = Set.copyOf(terms);
    }

    static List<Passage> of(CallUtterance utterance) {
        List<Passage> passages = new ArrayList<>();
        List<String> open = new ArrayList<>();
        boolean isLong = Token.words(utterance.text()) > MAX_WORDS;
        for (String word : SPACE.split(utterance.text().strip(), -1)) {
            open.add(word);
            boolean sentence = word.endsWith(".") || word.endsWith("?") || word.endsWith("!");
            if (isLong && (sentence || open.size() >= MAX_WORDS)) {
                passages.add(of(utterance, String.join(" ", open)));
                open.clear();
            }
        }
        if (!open.isEmpty()) {
            passages.add(of(utterance, String.join(" ", open)));
        }
        return passages;
    }

    private static Passage of(CallUtterance utterance, String text) {
        Set<String> terms = new LinkedHashSet<>();
        for (Token token : Token.of(text)) {
            boolean content = !WordLists.english().section("stop-words").contains(token.text())
                    && token.text().codePoints().anyMatch(Character::isLetter);
            if (content && token.text().length() > 1) {
                terms.add(singular(token.text()));
            }
        }
        return new Passage(utterance, quoted(text), terms, Token.words(text));
    }

    private static String singular(String word) {
        boolean plural = word.length() > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us");
        return plural ? word.substring(0, word.length() - 1) : word;
    }

    private static String quoted(String text) {
        if (text.isEmpty()) {
            return text;
        }
        String spoken = text.replaceAll("\\bi\\b(?!\\.)", "I");
        String start = spoken.substring(0, 1).toUpperCase(Locale.ROOT) + spoken.substring(1);
        return start.matches(".*[.?!]") ? start : start.replaceAll("[,;:]+$", "") + ".";
    }
}
