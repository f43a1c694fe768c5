package io.voxlog.audio.adapter.kafka;

import io.voxlog.audio.room.PartitionAudio;
import io.voxlog.audio.room.PcmStore;
import io.voxlog.media.MediaTime;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.runtime.PcmLayout;
import io.voxlog.schemas.RecordSerdes;
import io.voxlog.schemas.Topics;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Puts together the worker of a partition. */
final class WorkerFactory {
    private final KafkaSettings kafka;
    private final RecordSerdes serdes;
    private final SessionSettings settings;
    private final String clientId;
    private final Admin admin;
    private final Producer<byte[], byte[]> producer;
    private final PcmMeters meters;

    WorkerFactory(
            KafkaSettings kafka,
            RecordSerdes serdes,
            SessionSettings settings,
            String clientId,
            Admin admin,
            Producer<byte[], byte[]> producer,
            PcmMeters meters) {
        this.kafka = kafka;
        this.serdes = serdes;
        this.settings = settings;
        this.clientId = clientId;
        this.admin = admin;
        this.producer = producer;
        this.meters = meters;
    }

    PartitionWorker worker(int partition, Consumer<Throwable> onFailure) {
        String name = clientId + "-" + partition;
        Deserializer<SpecificRecord> deserializer = serdes.deserializer();
        Serializer<SpecificRecord> serializer = serdes.serializer();
        PartitionReader reader = new PartitionReader(
                new KafkaConsumer<>(kafka.assignConsumer(name), new StringDeserializer(), new ByteArrayDeserializer()));
        EventsLog events =
                new EventsLog(new TopicPartition(Topics.LIVEKIT_EVENTS.name(), partition), reader, deserializer);
        Sends sends = new Sends(producer, onFailure);
        PcmStore store;
        LongFunction<Supplier<String>> notes;
        if (settings.layout() == PcmLayout.SHARED) {
            SharedTails tails = new SharedTails(partition, reader, () -> committedNote(partition));
            SharedPcm shared = new SharedPcm(partition, tails, events, sends);
            store = shared;
            notes = shared::note;
        } else {
            store = new PcmTopics(admin, settings.pcm(), reader, events, sends);
            notes = offset -> () -> "";
        }
        PartitionAudio audio = new PartitionAudio(
                new MeteredPcmStore(store, meters),
                settings.decoders(),
                MediaTime.ofMillis(settings.jitterDepth().toMillis()).ticks());
        PartitionWorker.Parts parts = new PartitionWorker.Parts(
                thread(name),
                deserializer,
                new ControlCopies(events, serializer, sends),
                new AudioRecords(audio),
                audio::lowestNeededOffset,
                notes,
                sends,
                () -> {
                    reader.close();
                    deserializer.close();
                    serializer.close();
                });
        return new PartitionWorker(parts, System::nanoTime, onFailure);
    }

    /** What the last commit of the partition carries; only the owner commits, so it is the commit read from. */
    private String committedNote(int partition) {
        TopicPartition source = new TopicPartition(Topics.LIVEKIT_AUDIO.name(), partition);
        try {
            OffsetAndMetadata committed = admin.listConsumerGroupOffsets(settings.group())
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(source);
            return committed == null ? "" : committed.metadata();
        } catch (ExecutionException e) {
            throw new AudioStreamException("cannot read the group's commits", e.getCause());
        } catch (InterruptedException e) {
            throw AudioStreamException.interrupted(e);
        }
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
