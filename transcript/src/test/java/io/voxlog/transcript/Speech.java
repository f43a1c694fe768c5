package io.voxlog.transcript;

import java.util.ArrayList;
import java.util.List;

/** Finals written as text: words of equal length between two times, marks split off. */
final class Speech {
    static final long SECOND = 48_000;

    static long ticks(double seconds) {
        return Math.round(seconds * SECOND);
    }

    static EngineFinal said(String speaker, double start, double end, String text) {
        return new EngineFinal(speaker, words(start, end, text));
    }

    static List<TimedWord> words(double start, double end, String text) {
        String[] tokens = text.split(" ", -1);
        double step = (end - start) / tokens.length;
        List<TimedWord> words = new ArrayList<>();
        for (int i = 0; i < tokens.length; i++) {
            long to = ticks(start + (i + 1) * step);
            String plain = tokens[i].replaceAll("[.,?!]+$", "");
            if (!plain.isEmpty()) {
                words.add(TimedWord.word(plain, ticks(start + i * step), to));
            }
            if (plain.length() < tokens[i].length()) {
                words.add(TimedWord.mark(tokens[i].substring(plain.length()), to));
            }
        }
        return words;
    }

    private Speech() {}
}
