package io.voxlog.analysis.offline;

import io.voxlog.analysis.offline.SpeakerAnalytics.Crosstalk;
import java.util.ArrayList;
import java.util.List;

/** Adds up one participant's utterances, which come in order of start. Not thread-safe. */
final class SpeakerTally {
    private final List<Integer> utterances = new ArrayList<>();
    private double seconds;
    private double coveredTo = Double.NEGATIVE_INFINITY;
    private double turnSeconds;
    private double longestTurnSeconds;
    private int turns;
    private int words;
    private int overlaps;
    private int interruptions;
    private int interrupted;

    void add(CallUtterance utterance, boolean newTurn) {
        double from = Math.max(utterance.start(), coveredTo);
        double more = Math.max(0, utterance.end() - from);
        coveredTo = Math.max(coveredTo, utterance.end());
        seconds += more;
        turns += newTurn ? 1 : 0;
        turnSeconds = newTurn ? more : turnSeconds + more;
        longestTurnSeconds = Math.max(longestTurnSeconds, turnSeconds);
        words += Token.words(utterance.text());
        utterances.add(utterance.index());
    }

    void overlapped(Crosstalk overlap, boolean asSecond) {
        overlaps++;
        if (overlap.interruption()) {
            interruptions += asSecond ? 1 : 0;
            interrupted += asSecond ? 0 : 1;
        }
    }

    double seconds() {
        return seconds;
    }

    SpeakerFigures figures(CallParticipant participant, double speechSeconds, boolean others) {
        double share = speechSeconds == 0 ? 0 : seconds / speechSeconds;
        double average = turns == 0 ? 0 : seconds / turns;
        double wordsPerMinute = seconds == 0 ? 0 : words * 60 / seconds;
        return new SpeakerFigures(
                participant,
                seconds,
                share,
                turns,
                average,
                longestTurnSeconds,
                overlaps,
                interruptions,
                interrupted,
                words,
                wordsPerMinute,
                style(share, average, wordsPerMinute, others),
                utterances);
    }

    /**
     * The first that holds: silent (said nothing), sole speaker (nobody else spoke), interrupting (3 interruptions or
     * more, in at least 30 % of the turns), dominant (60 % of the speech or more), expansive (turns of 20 s or more on
     * average), brief (under 2.5 s), brisk (over 190 words a minute), measured (under 110), else balanced.
     */
    private String style(double share, double averageTurnSeconds, double wordsPerMinute, boolean others) {
        if (turns == 0) {
            return "silent";
        }
        if (!others) {
            return "sole speaker";
        }
        if (interruptions >= 3 && interruptions >= 0.3 * turns) {
            return "interrupting";
        }
        if (share >= 0.6) {
            return "dominant";
        }
        if (averageTurnSeconds >= 20) {
            return "expansive";
        }
        if (averageTurnSeconds < 2.5) {
            return "brief";
        }
        if (wordsPerMinute > 190) {
            return "brisk";
        }
        return wordsPerMinute < 110 ? "measured" : "balanced";
    }
}
