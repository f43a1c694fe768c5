package io.voxlog.audio.adapter.kafka;

import io.voxlog.runtime.KafkaSettings;
import io.voxlog.runtime.PollLoop;
import io.voxlog.schemas.RecordSerdes;
import io.voxlog.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * One life as a member of the group, from joining to leaving or to the first fault. Everything it knows comes from the
 * log, so that after a fault another one simply begins. {@link #open} and {@link #close} block.
 */
public final class AudioStreamSession {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final Admin admin;
    private final Producer<byte[], byte[]> producer;
    private final PartitionWorkers workers;
    private final PollLoop<String, byte[]> loop;

    private AudioStreamSession(
            Admin admin, Producer<byte[], byte[]> producer, PartitionWorkers workers, PollLoop<String, byte[]> loop) {
        this.admin = admin;
        this.producer = producer;
        this.workers = workers;
        this.loop = loop;
    }

    /**
     * Joins the group.
     *
     * @param workerId names the clients
     * @param meters outlive the session
     * @param onFailure told once of the fault that ends the session, on any thread; {@link #abandon} it then
     */
    public static AudioStreamSession open(
            KafkaSettings kafka,
            RecordSerdes serdes,
            SessionSettings settings,
            String workerId,
            PcmMeters meters,
            Consumer<Throwable> onFailure) {
        String clientId = "audio-stream-" + workerId;
        Admin admin = Admin.create(kafka.admin(clientId));
        Producer<byte[], byte[]> producer = new KafkaProducer<>(
                producer(kafka, clientId, settings), new ByteArraySerializer(), new ByteArraySerializer());
        WorkerFactory factory = new WorkerFactory(kafka, serdes, settings, clientId, admin, producer, meters);
        PartitionWorkers workers = new PartitionWorkers(factory, settings.commitInterval(), onFailure);
        PollLoop<String, byte[]> loop = new PollLoop<>(
                clientId,
                new KafkaConsumer<>(
                        kafka.groupConsumer(clientId, settings.group()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer()),
                workers,
                settings.maxBatchesInFlight());
        AudioStreamSession session = new AudioStreamSession(admin, producer, workers, loop);
        loop.subscribe(List.of(Topics.LIVEKIT_AUDIO.name()));
        return session;
    }

    /** Whether anything was committed. */
    public boolean progressed() {
        return workers.committed();
    }

    /** Finishes what was begun, commits it and leaves the group. */
    public CompletionStage<Void> close() {
        loop.close();
        return loop.ended().thenRun(() -> closeClients(CLOSE_PATIENCE));
    }

    /** Drops everything at once and commits nothing; leaves the group. */
    public CompletionStage<Void> abandon() {
        workers.abandon();
        closeClients(Duration.ZERO);
        loop.close();
        return loop.ended();
    }

    private void closeClients(Duration patience) {
        producer.close(patience);
        admin.close(patience);
    }

    /**
     * A record is never given up on: if one were, and later ones arrived, the log would have a hole that looks like its
     * end. A session whose records are not acknowledged is abandoned as a whole.
     */
    private static Map<String, Object> producer(KafkaSettings kafka, String clientId, SessionSettings settings) {
        Map<String, Object> config = kafka.liveProducer(clientId);
        config.put("compression.type", settings.pcm().producerCompression());
        config.put("delivery.timeout.ms", Integer.MAX_VALUE);
        config.put("metadata.max.idle.ms", Duration.ofMinutes(30).toMillis());
        return config;
    }
}
