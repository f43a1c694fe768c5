package io.voxlog.notifier.adapter.kafka;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Records of one partition that are not yet all in the journal. Used on one context. */
final class SourceBatch {
    private final TopicPartition partition;
    private final List<ConsumerRecord<String, SpecificRecord>> records;
    private final Runnable done;
    private long journalFrom = -1;

    /** @param done tells the poll loop that it may read on */
    SourceBatch(TopicPartition partition, List<ConsumerRecord<String, SpecificRecord>> records, Runnable done) {
        this.partition = partition;
        this.records = records;
        this.done = done;
    }

    TopicPartition partition() {
        return partition;
    }

    List<ConsumerRecord<String, SpecificRecord>> records() {
        return records;
    }

    /** Offset behind its last record. */
    long next() {
        return records.get(records.size() - 1).offset() + 1;
    }

    /** Its deliveries are being written; none of them stands before this offset of the journal. */
    void begin(long journalOffset) {
        journalFrom = journalOffset;
    }

    boolean begun() {
        return journalFrom >= 0;
    }

    long journalFrom() {
        return journalFrom;
    }

    void end() {
        done.run();
    }
}
