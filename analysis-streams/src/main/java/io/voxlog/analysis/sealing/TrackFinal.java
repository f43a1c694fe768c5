package io.voxlog.analysis.sealing;

import io.voxlog.transcript.TimedWord;
import java.util.List;

/**
 * One engine final of a track.
 *
 * @param id run/track/first word's tick; a second final of the same id is a repeat of the first
 */
public record TrackFinal(
        String id,
        String participantSid,
        String participantIdentity,
        String trackSid,
        String engine,
        String configHash,
        String language,
        List<TimedWord> words) {
    public TrackFinal {
        words = List.copyOf(words);
    }
}
