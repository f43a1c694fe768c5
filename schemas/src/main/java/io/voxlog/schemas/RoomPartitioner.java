package io.voxlog.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Places a record by the room part of its key, so that a room lives in one partition of every room topic. For a key
 * that is a bare room sid the result equals that of Kafka's default partitioner (murmur2).
 */
public final class RoomPartitioner implements Partitioner {

    /** The partition of a key among {@code partitions}. */
    public static int partition(String key, int partitions) {
        byte[] room = Keys.room(key).getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(room)) % partitions;
    }

    @Override
    public int partition(
            String topic,
            @Nullable Object key,
            byte @Nullable [] keyBytes,
            @Nullable Object value,
            byte @Nullable [] valueBytes,
            Cluster cluster) {
        if (keyBytes == null) {
            throw new IllegalArgumentException("records of " + topic + " need a key that starts with the room sid");
        }
        return partition(
                new String(keyBytes, StandardCharsets.UTF_8),
                cluster.partitionsForTopic(topic).size());
    }

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
}
