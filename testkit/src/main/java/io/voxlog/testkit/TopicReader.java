package io.voxlog.testkit;

import io.voxlog.runtime.KafkaSettings;
import io.voxlog.schemas.RecordSerdes;
import io.voxlog.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads topics from their start to the end they have at the time of the call, in order of partition and offset. A
 * transaction that is open at the time of the call is waited for. Every call uses consumers of its own, outside of any
 * group.
 */
public final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaSettings settings;
    private final RecordSerdes serdes;

    public TopicReader(KafkaSettings settings, RecordSerdes serdes) {
        this.settings = settings;
        this.serdes = serdes;
    }

    /** All committed records of a catalogue topic, tombstones included. */
    public List<ConsumerRecord<String, SpecificRecord>> readAll(Topic topic) {
        return readAll(topic.name(), true);
    }

    /**
     * All records of a topic.
     *
     * @param readCommitted false to see open and aborted transactions too
     */
    public List<ConsumerRecord<String, SpecificRecord>> readAll(String topic, boolean readCommitted) {
        return read(topic, readCommitted, serdes.deserializer());
    }

    /** All committed records of a topic with plain values: the PCM topics. */
    public List<ConsumerRecord<String, byte[]>> readBytes(String topic) {
        return read(topic, true, new ByteArrayDeserializer());
    }

    /** The committed values of one kind in a catalogue topic; other kinds and tombstones are left out. */
    public <T extends SpecificRecord> List<T> values(Topic topic, Class<T> kind) {
        return readAll(topic).stream()
                .map(ConsumerRecord::value)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private <V> List<ConsumerRecord<String, V>> read(String topic, boolean readCommitted, Deserializer<V> values) {
        List<ConsumerRecord<String, V>> records = new ArrayList<>();
        Map<TopicPartition, Long> ends = ends(topic);
        try (var consumer = new KafkaConsumer<>(config(readCommitted), new StringDeserializer(), values)) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() - deadline > 0) {
                    throw new AssertionError("the end of " + topic + " was not reached within " + PATIENCE);
                }
                consumer.poll(POLL).forEach(records::add);
            }
            records.removeIf(record ->
                    record.offset() >= ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L));
        }
        records.sort(Comparator.<ConsumerRecord<String, V>>comparingInt(ConsumerRecord::partition)
                .thenComparingLong(ConsumerRecord::offset));
        return records;
    }

    /** Ends with open transactions counted in, so that a transaction committed just before is waited for. */
    private Map<TopicPartition, Long> ends(String topic) {
        try (var consumer =
                new KafkaConsumer<>(config(false), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.endOffsets(consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList());
        }
    }

    private Map<String, Object> config(boolean readCommitted) {
        Map<String, Object> config = settings.assignConsumer("topic-reader");
        config.put("isolation.level", readCommitted ? "read_committed" : "read_uncommitted");
        return config;
    }
}
