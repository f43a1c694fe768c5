package io.voxlog.app.bench;

import io.voxlog.media.MediaTime;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.schemas.PcmHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the PCM topics of all people as any consumer would, and notes when each packet's samples came. */
final class Listeners {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaSettings kafka;
    private final int people;

    Listeners(KafkaSettings kafka, int people) {
        this.kafka = kafka;
        this.people = people;
    }

    /** Told of each packet's samples as they arrive. */
    @FunctionalInterface
    interface Arrival {
        void arrived(int person, long packet, boolean decoded, long atNanos);
    }

    /** Waits until everybody's topic is there. */
    void awaitTopics() throws InterruptedException {
        List<String> wanted = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            wanted.add(BenchRooms.pcmTopic(person));
        }
        try (Admin admin = Admin.create(kafka.admin("voxlog-bench-topics"))) {
            while (!admin.listTopics().names().get().containsAll(Set.copyOf(wanted))) {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        } catch (ExecutionException e) {
            throw new BenchFailedException("topics cannot be listed", e.getCause());
        }
    }

    /** Reads until the deadline, or until this many packets have come. */
    void listen(long deadlineNanos, long packets, Arrival to) {
        Map<String, Integer> personOf = new HashMap<>();
        List<TopicPartition> partitions = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            String topic = BenchRooms.pcmTopic(person);
            personOf.put(topic, person);
            partitions.add(new TopicPartition(topic, 0));
        }
        Map<String, Object> config = kafka.assignConsumer("voxlog-bench-listener");
        config.put("max.poll.records", 5_000);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long come = 0;
            while (come < packets && System.nanoTime() < deadlineNanos) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                long now = System.nanoTime();
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    int person = personOf.getOrDefault(record.topic(), -1);
                    long packet = number(record, PcmHeaders.POSITION) / Speakers.PACKET_TICKS;
                    to.arrived(person, packet, text(record, PcmHeaders.KIND).equals(PcmHeaders.KIND_AUDIO), now);
                    come += record.value() == null
                            ? 0
                            : record.value().length / 2 / (16_000 * Speakers.PACKET_TICKS / MediaTime.TICKS_PER_SECOND);
                }
            }
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
        return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }

    private static long number(ConsumerRecord<byte[], byte[]> record, String header) {
        return Long.parseLong(text(record, header));
    }
}
