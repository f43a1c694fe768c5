package io.voxlog.stt.session;

import io.voxlog.transcript.TimedWord;
import java.util.List;

/**
 * One final of a track.
 *
 * @param idTicks makes its id: the start of its first word, unless an earlier final of the track has that
 * @param sessionId the engine session that gave it
 * @param words at least one
 */
public record FinalWords(long idTicks, String sessionId, List<TimedWord> words) {
    public FinalWords {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a final needs a word");
        }
    }

    public long startTicks() {
        return words.get(0).startTicks();
    }

    public long endTicks() {
        return words.get(words.size() - 1).endTicks();
    }

    public String text() {
        return text(words);
    }

    /** Words with spaces between, marks directly after the word before them. */
    static String text(List<TimedWord> words) {
        StringBuilder text = new StringBuilder();
        for (TimedWord word : words) {
            if (text.length() > 0 && !word.punctuation()) {
                text.append(' ');
            }
            text.append(word.text());
        }
        return text.toString();
    }
}
