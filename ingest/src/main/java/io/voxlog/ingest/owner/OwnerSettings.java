package io.voxlog.ingest.owner;

import java.time.Duration;

/**
 * How patient the owner of a room is.
 *
 * @param resumeWindow how long a track whose source is gone stays open
 * @param finishBound how long after the end of its room a connected track may go on
 * @param pcmGrace how long after sealing PCM topics are kept
 * @param checkEvery how often rooms are looked at
 */
public record OwnerSettings(Duration resumeWindow, Duration finishBound, Duration pcmGrace, Duration checkEvery) {
    public static OwnerSettings defaults() {
        return new OwnerSettings(
                Duration.ofSeconds(60), Duration.ofMinutes(10), Duration.ofHours(24), Duration.ofMillis(100));
    }
}
