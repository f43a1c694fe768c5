package io.voxlog.app.look;

import io.voxlog.runtime.KafkaSettings;
import io.voxlog.schemas.RecordSerdes;
import io.voxlog.schemas.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics of the catalogue, committed records only. Calls block; one thread at a time. */
public final class LogReader {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaSettings kafka;
    private final RecordSerdes serdes;

    public LogReader(KafkaSettings kafka, RecordSerdes serdes) {
        this.kafka = kafka;
        this.serdes = serdes;
    }

    /** Hands over all records that the topic has now, tombstones too, in order within each partition. */
    public void readAll(Topic topic, Consumer<ConsumerRecord<String, SpecificRecord>> reader) {
        try (KafkaConsumer<String, SpecificRecord> consumer = consumer()) {
            List<TopicPartition> partitions = assign(consumer, List.of(topic));
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                poll(consumer, reader);
            }
        }
    }

    /**
     * Hands over records as they come, until interrupted or until none has come for so long.
     *
     * @param fromStart whether those that are there already come first
     * @param patience without a record; zero for ever
     */
    public void follow(
            Collection<Topic> topics,
            boolean fromStart,
            Duration patience,
            Consumer<ConsumerRecord<String, SpecificRecord>> reader) {
        try (KafkaConsumer<String, SpecificRecord> consumer = consumer()) {
            List<TopicPartition> partitions = assign(consumer, topics);
            if (fromStart) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            long last = System.nanoTime();
            while (!Thread.currentThread().isInterrupted()
                    && (patience.isZero() || System.nanoTime() - last < patience.toNanos())) {
                if (poll(consumer, reader)) {
                    last = System.nanoTime();
                }
            }
        }
    }

    /** Whether there was any; one that cannot be read is passed over. */
    private static boolean poll(
            KafkaConsumer<String, SpecificRecord> consumer, Consumer<ConsumerRecord<String, SpecificRecord>> reader) {
        try {
            var records = consumer.poll(POLL);
            records.forEach(reader);
            return !records.isEmpty();
        } catch (RecordDeserializationException e) {
            consumer.seek(e.topicPartition(), e.offset() + 1);
            return true;
        }
    }

    private static List<TopicPartition> assign(
            KafkaConsumer<String, SpecificRecord> consumer, Collection<Topic> topics) {
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        return partitions;
    }

    private KafkaConsumer<String, SpecificRecord> consumer() {
        return new KafkaConsumer<>(
                kafka.assignConsumer("voxlog-look"), new StringDeserializer(), serdes.deserializer());
    }
}
