package io.voxlog.analysis.sealing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a room's transcript that will not change.
 *
 * @param complete false where a time-out sealed it before every track was transcribed
 * @param engine names of the engines that heard it, comma separated; empty if there was nothing to hear
 * @param configHash of the engines' settings, likewise
 */
public record SealedTranscript(
        int run, int version, boolean complete, List<Line> lines, String engine, String configHash) {
    public SealedTranscript {
        lines = List.copyOf(lines);
    }

    /**
     * An utterance and who said it.
     *
     * @param startTicks start of its first word, 1/48000 s since t0
     * @param endTicks end of its last word
     * @param confidence mean over its words; null where the engine gives none
     */
    public record Line(
            String participantSid,
            String participantIdentity,
            String displayName,
            String trackSid,
            long startTicks,
            long endTicks,
            String text,
            @Nullable Double confidence,
            String language) {}
}
