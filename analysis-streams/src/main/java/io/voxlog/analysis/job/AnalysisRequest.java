package io.voxlog.analysis.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One sealed transcript to be analysed in one way.
 *
 * @param type of the job
 * @param organizationId whose settings apply; null where there is none
 * @param t0Millis room time zero, Unix milliseconds; null where unknown
 * @param participants everyone who spoke, in order of their first word
 * @param utterances in order of start
 */
public record AnalysisRequest(
        String type,
        @Nullable String organizationId,
        String roomName,
        @Nullable Long t0Millis,
        List<Participant> participants,
        List<Utterance> utterances) {
    public AnalysisRequest {
        participants = List.copyOf(participants);
        utterances = List.copyOf(utterances);
    }

    /** Someone who spoke. */
    public record Participant(String identity, String displayName) {}

    /**
     * Something said.
     *
     * @param start seconds since t0
     * @param end seconds since t0
     */
    public record Utterance(String identity, double start, double end, String text) {}
}
