package io.voxlog.stt.adapter.kafka;

import io.voxlog.schemas.SttCheckpoint;
import io.voxlog.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The checkpoints of one partition, read from the start to the end of what is committed. */
final class CheckpointLog {
    private static final Duration POLL = Duration.ofMillis(100);

    private CheckpointLog() {}

    /**
     * The newest checkpoint of the live run per key.
     *
     * @param consumer of committed records only, with nothing assigned
     */
    static Map<String, SttCheckpoint> read(Consumer<String, SpecificRecord> consumer, int partition) {
        TopicPartition checkpoints = new TopicPartition(Topics.STT_CHECKPOINTS.name(), partition);
        consumer.assign(List.of(checkpoints));
        consumer.seekToBeginning(List.of(checkpoints));
        long end = consumer.endOffsets(List.of(checkpoints)).getOrDefault(checkpoints, 0L);
        Map<String, SttCheckpoint> newest = new HashMap<>();
        while (consumer.position(checkpoints) < end) {
            for (ConsumerRecord<String, SpecificRecord> record : consumer.poll(POLL)) {
                if (record.value() == null) {
                    newest.remove(record.key());
                } else if (record.value() instanceof SttCheckpoint stored && stored.getRun() == SttRecords.RUN) {
                    newest.put(record.key(), stored);
                }
            }
        }
        return newest;
    }
}
