package io.voxlog.transcript;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts of consecutive words of one speaker: bounds, text, confidence. */
final class WordRun {
    /** From the first spoken word; the list has at least one. */
    static long startTicks(List<TimedWord> words) {
        return words.stream()
                .filter(TimedWord::spoken)
                .findFirst()
                .orElse(words.get(0))
                .startTicks();
    }

    static long endTicks(List<TimedWord> words) {
        return words.stream().mapToLong(TimedWord::endTicks).max().orElseThrow();
    }

    static boolean anySpoken(List<TimedWord> words) {
        return words.stream().anyMatch(TimedWord::spoken);
    }

    static int spokenCount(List<TimedWord> words) {
        return (int) words.stream().filter(TimedWord::spoken).count();
    }

    /** Words with one space between them, punctuation at the word before it. */
    static String text(List<TimedWord> words) {
        StringBuilder text = new StringBuilder();
        for (TimedWord word : words) {
            append(text, word);
        }
        return text.toString();
    }

    static void append(StringBuilder text, TimedWord word) {
        if (word.text().isEmpty()) {
            return;
        }
        if (!text.isEmpty() && !word.punctuation()) {
            text.append(' ');
        }
        text.append(word.text().replaceAll("\\s+", " "));
    }

    /** The mean over the spoken words that have a confidence; null if none has. */
    static @Nullable Double confidence(List<TimedWord> words) {
        double sum = 0;
        int count = 0;
        for (TimedWord word : words) {
            Double confidence = word.confidence();
            if (word.spoken() && confidence != null) {
                sum += confidence;
                count++;
            }
        }
        return count == 0 ? null : sum / count;
    }

    private WordRun() {}
}
