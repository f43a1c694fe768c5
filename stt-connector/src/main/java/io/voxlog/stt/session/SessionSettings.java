package io.voxlog.stt.session;

import io.voxlog.runtime.Backoff;
import java.time.Duration;

/**
 * How tracks are transcribed.
 *
 * @param language BCP 47
 * @param partials whether live words are wanted
 * @param maxDelay longest wait of the engine for context
 * @param preRoll audio sent again before the checkpoint when a session is opened anew
 * @param checkpointInterval longest stretch, of audio or of time, that the horizon goes on without a checkpoint
 * @param maxBacklog audio that an engine may hold unworked before reading pauses
 * @param stallTimeout an engine that has work and gives no sign for so long has failed
 * @param retry waits between sessions that fail
 * @param rejectedRetry wait after a failure that the engine calls lasting: somebody must act, nothing is dropped
 */
public record SessionSettings(
        String language,
        boolean partials,
        Duration maxDelay,
        Duration preRoll,
        Duration checkpointInterval,
        Duration maxBacklog,
        Duration stallTimeout,
        Backoff retry,
        Duration rejectedRetry) {
    public static final SessionSettings USUAL = new SessionSettings(
            "en",
            true,
            Duration.ofSeconds(2),
            Duration.ofMillis(1_500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            new Backoff(Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(30)),
            Duration.ofMinutes(1));

    long preRollTicks() {
        return preRoll.toMillis() * 48;
    }

    long maxBacklogSamples() {
        return maxBacklog.toMillis() * 16;
    }
}
