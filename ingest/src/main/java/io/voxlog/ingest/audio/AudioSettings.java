package io.voxlog.ingest.audio;

import java.time.Duration;

/**
 * Limits of the /audio endpoint.
 *
 * @param roomWait how long audio for a room not yet known waits
 * @param maxJump how far capture time may jump without a declared gap
 * @param windowPackets packets of one track that may be on their way to the log
 * @param windowBytes bytes of one track that may be on their way to the log
 * @param progressEvery how often the silence of a live source is written
 * @param arrivalLag how far behind arrival the silence of a live source is declared
 * @param heartbeat how often a connected source that sends nothing is noted, and pinged
 * @param idleTimeout without any sign of life for so long a connection is given up
 * @param maxSockets connections at the same time
 * @param live of sources that cannot wait
 */
public record AudioSettings(
        Duration roomWait,
        Duration maxJump,
        int windowPackets,
        int windowBytes,
        Duration progressEvery,
        Duration arrivalLag,
        Duration heartbeat,
        Duration idleTimeout,
        int maxSockets,
        LiveSettings live) {
    public static AudioSettings defaults() {
        return new AudioSettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                256,
                512 * 1024,
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                2_000,
                LiveSettings.defaults());
    }
}
