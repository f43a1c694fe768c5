package io.voxlog.stt.adapter.kafka;

import io.voxlog.runtime.KafkaSettings;
import io.voxlog.schemas.RecordSerdes;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Makes the Kafka clients of the connector. Whoever asks for one closes it.
 *
 * @param workerId part of the clients' names
 */
record SttClients(KafkaSettings kafka, RecordSerdes serdes, String workerId) {
    static final String GROUP = "voxlog-stt-connector";

    private static final int PCM_RECORDS_PER_POLL = 250;
    private static final int PCM_FETCH_WAIT_MILLIS = 20;
    private static final int PCM_BYTES_PER_FETCH = 256 * 1024;

    /** Member of the group, for {@code rooms}. */
    Consumer<String, SpecificRecord> rooms() {
        return new KafkaConsumer<>(
                kafka.groupConsumer(id("stt-rooms"), GROUP), new StringDeserializer(), serdes.deserializer());
    }

    Consumer<String, SpecificRecord> checkpoints(int partition) {
        return new KafkaConsumer<>(
                kafka.assignConsumer(id("stt-checkpoints-" + partition)),
                new StringDeserializer(),
                serdes.deserializer());
    }

    /**
     * Fetches some seconds of audio ahead per topic, not more. A newly assigned topic has to wait for the fetch that is
     * under way, so that one is kept short.
     */
    Consumer<String, byte[]> pcm(int partition) {
        Map<String, Object> config = kafka.assignConsumer(id("stt-pcm-" + partition));
        config.put("fetch.max.wait.ms", PCM_FETCH_WAIT_MILLIS);
        config.put("max.poll.records", PCM_RECORDS_PER_POLL);
        config.put("max.partition.fetch.bytes", PCM_BYTES_PER_FETCH);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** The transactional producer of a partition of {@code rooms}. */
    Producer<String, SpecificRecord> records(int partition) {
        return new KafkaProducer<>(
                kafka.recordProducer(id("stt-records-" + partition), "voxlog-stt-" + partition),
                new StringSerializer(),
                serdes.serializer());
    }

    LiveLane live(SttRecords records) {
        return new LiveLane(
                new KafkaProducer<>(kafka.liveProducer(id("stt-live")), new StringSerializer(), serdes.serializer()),
                records);
    }

    Admin admin() {
        return Admin.create(kafka.admin(id("stt-admin")));
    }

    private String id(String what) {
        return "voxlog-" + what + "-" + workerId;
    }
}
