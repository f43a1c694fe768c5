package io.voxlog.stt.session;

import org.jspecify.annotations.Nullable;

/**
 * Where an engine session stands.
 *
 * @param startTicks position of the first sample sent
 * @param audioSeconds audio actually sent
 * @param finals finals it gave that were new
 * @param averageConfidence mean over the words of those that have one; null where none has
 * @param error why it failed; null otherwise
 */
public record SessionFacts(
        String sessionId,
        Track track,
        Status status,
        long startTicks,
        double audioSeconds,
        long finals,
        @Nullable Double averageConfidence,
        @Nullable String error) {
    /** STARTING: opened; ACTIVE: the engine gave its first sign; COMPLETED: ended, or given up for another owner. */
    public enum Status {
        STARTING,
        ACTIVE,
        FAILED,
        COMPLETED
    }
}
