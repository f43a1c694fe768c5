package io.voxlog.analysis.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A word as the rules see it: lower case, no punctuation, contractions written out ("i'll" and the split "i ll" become
 * "i will").
 *
 * @param text lower case
 * @param surface as it is shown: lower case unless it is an acronym or the like
 * @param after what punctuation follows
 */
record Token(String text, String surface, Mark after) {
    enum Mark {
        NONE,
        COMMA,
        STOP,
        QUESTION
    }

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Map<String, String> WHOLE = Map.ofEntries(
            Map.entry("won't", "will not"),
            Map.entry("can't", "can not"),
            Map.entry("cannot", "can not"),
            Map.entry("shan't", "shall not"),
            Map.entry("ain't", "is not"),
            Map.entry("let's", "let us"),
            Map.entry("lets", "let us"),
            Map.entry("gonna", "going to"),
            Map.entry("gotta", "got to"),
            Map.entry("wanna", "want to"));
    private static final Map<String, String> SUFFIXES =
            Map.of("n't", "not", "'ll", "will", "'re", "are", "'ve", "have", "'m", "am", "'d", "would");
    private static final Set<String> TAKES_IS = Set.of(
            "it", "that", "he", "she", "what", "there", "who", "where", "here", "this", "how", "when", "everything");
    private static final Set<String> TAKES_LL =
            Set.of("i", "we", "you", "he", "she", "they", "it", "that", "there", "who", "what");
    private static final Map<String, String> BEFORE_T = Map.ofEntries(
            Map.entry("don", "do"),
            Map.entry("won", "will"),
            Map.entry("can", "can"),
            Map.entry("isn", "is"),
            Map.entry("aren", "are"),
            Map.entry("wasn", "was"),
            Map.entry("weren", "were"),
            Map.entry("didn", "did"),
            Map.entry("doesn", "does"),
            Map.entry("shouldn", "should"),
            Map.entry("wouldn", "would"),
            Map.entry("couldn", "could"),
            Map.entry("haven", "have"),
            Map.entry("hasn", "has"));

    /** The words of a text. */
    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        String plain = text.replace('\u2019', '\'').replaceAll("[\u2026\u2014\u2013]|--+", " , ");
        for (String piece : SPACE.split(plain, -1)) {
            int from = 0;
            int to = piece.length();
            while (to > 0 && !inWord(piece.charAt(to - 1))) {
                to--;
            }
            while (from < to && !inWord(piece.charAt(from))) {
                from++;
            }
            String word = piece.substring(from, to);
            Mark mark = markOf(piece.substring(to));
            if (!word.isEmpty()) {
                expand(word, tokens);
            }
            if (mark != Mark.NONE && !tokens.isEmpty()) {
                int last = tokens.size() - 1;
                Token token = tokens.get(last);
                Mark stronger = token.after.compareTo(mark) > 0 ? token.after : mark;
                tokens.set(last, new Token(token.text, token.surface, stronger));
            }
        }
        return joinSplitContractions(tokens);
    }

    /** How many words a text has as it stands: "i'll" is one. */
    static int words(String text) {
        int words = 0;
        for (String piece : SPACE.split(text, -1)) {
            words += piece.codePoints().anyMatch(Character::isLetterOrDigit) ? 1 : 0;
        }
        return words;
    }

    /** The sentences of a text; one where it has no punctuation. */
    static List<List<Token>> sentences(String text) {
        List<List<Token>> sentences = new ArrayList<>();
        List<Token> open = new ArrayList<>();
        for (Token token : of(text)) {
            open.add(token);
            if (token.endsSentence()) {
                sentences.add(List.copyOf(open));
                open.clear();
            }
        }
        if (!open.isEmpty()) {
            sentences.add(List.copyOf(open));
        }
        return sentences;
    }

    boolean endsSentence() {
        return after == Mark.STOP || after == Mark.QUESTION;
    }

    private static boolean inWord(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || c == '%';
    }

    /** "VPN", "iOS", "B2B": two capitals, or one and a digit. */
    private static boolean acronym(String word) {
        long capitals = word.chars().filter(Character::isUpperCase).count();
        return capitals > 1 || (capitals == 1 && word.chars().anyMatch(Character::isDigit));
    }

    private static Mark markOf(String tail) {
        if (tail.contains("?")) {
            return Mark.QUESTION;
        }
        if (tail.contains(".") || tail.contains("!")) {
            return Mark.STOP;
        }
        return tail.contains(",") || tail.contains(";") || tail.contains(":") ? Mark.COMMA : Mark.NONE;
    }

    private static void expand(String word, List<Token> into) {
        String lower = word.toLowerCase(Locale.ROOT);
        String whole = WHOLE.get(lower);
        if (whole != null) {
            addWords(whole, into);
            return;
        }
        for (Map.Entry<String, String> suffix : SUFFIXES.entrySet()) {
            String stem = stem(lower, suffix.getKey());
            if (!stem.isEmpty()) {
                addWords(stem + " " + suffix.getValue(), into);
                return;
            }
        }
        if (TAKES_IS.contains(stem(lower, "'s"))) {
            addWords(stem(lower, "'s") + " is", into);
            return;
        }
        into.add(new Token(lower, acronym(word) ? word : lower, Mark.NONE));
    }

    private static String stem(String word, String suffix) {
        return word.endsWith(suffix) ? word.substring(0, word.length() - suffix.length()) : "";
    }

    private static void addWords(String words, List<Token> into) {
        for (String word : SPACE.split(words, -1)) {
            into.add(plain(word));
        }
    }

    private static Token plain(String word) {
        return new Token(word, word, Mark.NONE);
    }

    /** Some engines write "i ll", "don t" and "i m". */
    private static List<Token> joinSplitContractions(List<Token> tokens) {
        List<Token> joined = new ArrayList<>();
        for (Token token : tokens) {
            int last = joined.size() - 1;
            String before = last < 0 || joined.get(last).after != Mark.NONE ? "" : joined.get(last).text;
            if (token.text.equals("ll") && TAKES_LL.contains(before)) {
                joined.add(new Token("will", "will", token.after));
            } else if (token.text.equals("m") && before.equals("i")) {
                joined.add(new Token("am", "am", token.after));
            } else if (token.text.equals("t") && BEFORE_T.containsKey(before)) {
                joined.set(last, plain(BEFORE_T.getOrDefault(before, before)));
                joined.add(new Token("not", "not", token.after));
            } else {
                joined.add(token);
            }
        }
        return List.copyOf(joined);
    }
}
