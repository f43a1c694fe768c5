package io.voxlog.monitor.adapter.kafka;

import io.voxlog.monitor.projection.Change;
import io.voxlog.runtime.LogKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The changes of many records, in their order. A record that makes no sense is logged and left out. */
final class ChangeBatch {
    private static final Logger log = LoggerFactory.getLogger(ChangeBatch.class);

    private ChangeBatch() {}

    static List<Change> of(List<ConsumerRecord<String, SpecificRecord>> records) {
        List<Change> changes = new ArrayList<>();
        for (ConsumerRecord<String, SpecificRecord> record : records) {
            try {
                changes.addAll(Changes.of(record));
            } catch (IllegalArgumentException e) {
                log.atWarn()
                        .setMessage("record has no place in the tables")
                        .addKeyValue(LogKey.TOPIC, record.topic())
                        .addKeyValue(LogKey.PARTITION, record.partition())
                        .addKeyValue(LogKey.OFFSET, record.offset())
                        .addKeyValue(LogKey.ERROR, e.getMessage())
                        .log();
            }
        }
        return changes;
    }
}
