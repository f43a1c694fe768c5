package io.voxlog.audio.adapter.kafka;

import io.voxlog.runtime.LogKey;
import io.voxlog.runtime.PollLoop;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workers of the partitions that are ours, and their commits. All but {@link #abandon} on the poll thread. */
final class PartitionWorkers implements PollLoop.Handler<String, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(PartitionWorkers.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);

    /** Records not acknowledged for this long will not be: their topic is gone, say. */
    private static final Duration MAX_UNACKED = Duration.ofSeconds(60);

    private final WorkerFactory factory;
    private final Duration commitInterval;
    private final java.util.function.Consumer<Throwable> onFailure;
    private final Map<TopicPartition, PartitionWorker> workers = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final AtomicBoolean failed = new AtomicBoolean();
    private volatile boolean abandoned;
    private volatile boolean progressed;
    private long lastCommitNanos = System.nanoTime();

    PartitionWorkers(WorkerFactory factory, Duration commitInterval, java.util.function.Consumer<Throwable> onFailure) {
        this.factory = factory;
        this.commitInterval = commitInterval;
        this.onFailure = onFailure;
    }

    /** Whether anything was committed. */
    boolean committed() {
        return progressed;
    }

    /** From any thread: nothing more is written or committed. */
    void abandon() {
        abandoned = true;
        workers.values().forEach(PartitionWorker::drop);
    }

    @Override
    public void records(TopicPartition partition, List<ConsumerRecord<String, byte[]>> records, Runnable done) {
        if (!abandoned) {
            workers.computeIfAbsent(partition, key -> factory.worker(key.partition(), this::failed))
                    .submit(records, done);
        }
    }

    @Override
    public void polled(Consumer<String, byte[]> consumer) {
        if (abandoned || System.nanoTime() - lastCommitNanos < commitInterval.toNanos()) {
            return;
        }
        lastCommitNanos = System.nanoTime();
        Map<TopicPartition, OffsetAndMetadata> offsets = toCommit(workers.keySet());
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, this::commitAnswered);
        }
        if (workers.values().stream().anyMatch(worker -> worker.unackedFor().compareTo(MAX_UNACKED) > 0)) {
            failed(new AudioStreamException("records are not acknowledged for " + MAX_UNACKED, null));
        }
    }

    @Override
    public void revoked(Collection<TopicPartition> partitions, Consumer<String, byte[]> consumer) {
        if (abandoned) {
            lost(partitions);
            return;
        }
        workers.forEach((partition, worker) -> {
            if (partitions.contains(partition)) {
                worker.stop(STOP_PATIENCE);
            }
        });
        Map<TopicPartition, OffsetAndMetadata> offsets = toCommit(partitions);
        workers.keySet().removeAll(partitions);
        committed.keySet().removeAll(partitions);
        try {
            consumer.commitSync(offsets, STOP_PATIENCE);
        } catch (KafkaException notCommitted) {
            // The next owner begins a little earlier and finds in the tails what is written.
            warn("offsets were not committed on revocation", notCommitted);
        }
    }

    @Override
    public void lost(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            committed.remove(partition);
            PartitionWorker worker = workers.remove(partition);
            if (worker != null) {
                worker.drop();
            }
        }
    }

    @Override
    public void failed(Throwable cause) {
        if (failed.compareAndSet(false, true)) {
            onFailure.accept(cause);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> toCommit(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            PartitionWorker worker = workers.get(partition);
            if (worker != null) {
                worker.committable()
                        .filter(offset -> offset.offset() > committed.getOrDefault(partition, -1L))
                        .ifPresent(offset -> offsets.put(partition, offset));
            }
        }
        return offsets;
    }

    private void commitAnswered(Map<TopicPartition, OffsetAndMetadata> offsets, Exception error) {
        if (error != null) {
            warn("offsets were not committed and will be with the next commit", error);
            return;
        }
        progressed = true;
        offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
    }

    private static void warn(String message, Exception cause) {
        log.atWarn()
                .setMessage(message)
                .addKeyValue(LogKey.ERROR, cause.toString())
                .log();
    }
}
