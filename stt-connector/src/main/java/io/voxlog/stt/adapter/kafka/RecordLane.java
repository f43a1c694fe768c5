package io.voxlog.stt.adapter.kafka;

import io.voxlog.runtime.LogKey;
import io.voxlog.stt.session.TrackCommit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions of one partition of {@code rooms}. Each is begun, filled and committed at once: finals, checkpoints
 * and the offsets of the PCM topics together or not at all. The transactional id belongs to the partition, so opening
 * this ends what a former owner left open and shuts it out. Confined to one thread, which it blocks.
 */
final class RecordLane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordLane.class);
    private static final int ATTEMPTS = 20;
    private static final long RETRY_NANOS = Duration.ofMillis(50).toNanos();

    private final Producer<String, SpecificRecord> producer;
    private final SttRecords records;
    private final Supplier<ConsumerGroupMetadata> metadata;

    /**
     * @param producer transactional; owned and closed by this
     * @param metadata gives the group metadata as it is now
     */
    RecordLane(
            Producer<String, SpecificRecord> producer, SttRecords records, Supplier<ConsumerGroupMetadata> metadata) {
        this.producer = producer;
        this.records = records;
        this.metadata = metadata;
    }

    /** Ends and fences any former owner's transaction; when it returns, all that was committed can be read. */
    void open() {
        producer.initTransactions();
    }

    /**
     * Stores all of this at once. A group epoch that has just changed is no failure: the transaction is aborted and
     * repeated with fresh metadata.
     *
     * @throws org.apache.kafka.common.KafkaException whether it is stored is not known, or this owner is fenced: the
     *     lane is of no more use, and the log tells
     */
    void store(List<TrackCommit> commits, Map<TopicPartition, OffsetAndMetadata> offsets) {
        for (int attempt = 1; ; attempt++) {
            ConsumerGroupMetadata member = metadata.get();
            producer.beginTransaction();
            try {
                for (TrackCommit commit : commits) {
                    records.records(commit).forEach(producer::send);
                }
                producer.sendOffsetsToTransaction(offsets, member);
                producer.commitTransaction();
                return;
            } catch (CommitFailedException e) {
                producer.abortTransaction();
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.atInfo()
                        .setMessage("group changed under a transaction, repeated")
                        .addKeyValue(LogKey.ATTEMPT, attempt)
                        .log();
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    /** At once; an open transaction is left to the next owner or its timeout. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
