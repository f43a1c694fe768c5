package io.voxlog.ingest.audio;

import io.voxlog.ingest.pcm.PcmFormat;
import java.time.Duration;

/**
 * Of sources that cannot be made to wait: those whose silence is told by arrival, and track egress.
 *
 * @param buffer how much audio of a track waits while Kafka takes none; beyond that the oldest is dropped
 * @param egressLatency how long audio is on its way through LiveKit's egress before it arrives
 * @param egressFormat what LiveKit's egress sends
 */
public record LiveSettings(Duration buffer, Duration egressLatency, PcmFormat egressFormat) {
    public static LiveSettings defaults() {
        return new LiveSettings(
                Duration.ofSeconds(30), Duration.ofSeconds(1), new PcmFormat(PcmFormat.Encoding.S16LE, 48_000, 2));
    }
}
