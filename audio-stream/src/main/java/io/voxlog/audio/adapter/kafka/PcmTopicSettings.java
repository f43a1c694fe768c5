package io.voxlog.audio.adapter.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * How PCM topics are made.
 *
 * @param replicationFactor -1 = the broker's default
 * @param retention a bound for what nobody deletes; the room's owner deletes the topics long before
 * @param segmentBytes size of log segments; Kafka wants at least 1 MiB
 * @param compression uncompressed, lz4, zstd, snappy or gzip; producer and broker use the same, so that neither unpacks
 *     what the other packed
 */
public record PcmTopicSettings(short replicationFactor, Duration retention, int segmentBytes, String compression) {
    /** One entry of 8 bytes per 4 KiB of log fits several times; the default of 10 MiB is mapped for each topic. */
    private static final int INDEX_BYTES = 256 << 10;

    /** The same compression as a producer names it. */
    String producerCompression() {
        return compression.equals("uncompressed") ? "none" : compression;
    }

    NewTopic topic(String name) {
        return new NewTopic(name, 1, replicationFactor)
                .configs(Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", Long.toString(retention.toMillis()),
                        "segment.bytes", Integer.toString(segmentBytes),
                        "segment.index.bytes", Integer.toString(INDEX_BYTES),
                        "compression.type", compression));
    }
}
