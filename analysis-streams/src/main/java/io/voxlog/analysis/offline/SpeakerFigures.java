package io.voxlog.analysis.offline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much one participant spoke.
 *
 * @param seconds time of the utterances, start to end; time covered twice counts once
 * @param share of all participants' seconds, 0 to 1
 * @param turns runs of utterances with no utterance of another participant begun in between
 * @param averageTurnSeconds 0 without turns
 * @param longestMonologueSeconds seconds of the longest turn
 * @param overlaps stretches shared with another speaker
 * @param interruptions how often this participant took the floor from another
 * @param interrupted how often another took it from this one
 * @param wordsPerMinute of speaking time; 0 without speech
 * @param style see {@link SpeakerTally#style}
 * @param citations all utterances the figures rest on
 */
public record SpeakerFigures(
        CallParticipant participant,
        double seconds,
        double share,
        int turns,
        double averageTurnSeconds,
        double longestMonologueSeconds,
        int overlaps,
        int interruptions,
        int interrupted,
        int words,
        double wordsPerMinute,
        String style,
        List<Integer> citations) {
    public SpeakerFigures {
        citations = List.copyOf(citations);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("participant", participant.identity());
        map.put("speaker", participant.displayName());
        map.put("seconds", Rounded.of(seconds));
        map.put("share", Rounded.of(share));
        map.put("turns", turns);
        map.put("average_turn_seconds", Rounded.of(averageTurnSeconds));
        map.put("longest_monologue_seconds", Rounded.of(longestMonologueSeconds));
        map.put("overlaps", overlaps);
        map.put("interruptions", interruptions);
        map.put("interrupted", interrupted);
        map.put("words", words);
        map.put("words_per_minute", Rounded.of(wordsPerMinute));
        map.put("style", style);
        map.put("utterances", citations);
        return map;
    }
}
