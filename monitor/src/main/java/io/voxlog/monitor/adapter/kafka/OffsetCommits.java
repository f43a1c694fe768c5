package io.voxlog.monitor.adapter.kafka;

import io.voxlog.runtime.LogKey;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the group how far the tables are. All on the poll thread. */
final class OffsetCommits {
    private static final Logger log = LoggerFactory.getLogger(OffsetCommits.class);
    private static final Duration BOUND = Duration.ofSeconds(2);

    private final AtomicBoolean underWay = new AtomicBoolean();

    /** Commits what is new, unless a commit is under way: then the next call does. */
    void commit(Map<TopicPartition, OwnedPartition> owned, Consumer<String, SpecificRecord> consumer) {
        Map<TopicPartition, OffsetAndMetadata> news = underWay.get() ? Map.of() : news(owned.values());
        if (news.isEmpty()) {
            return;
        }
        underWay.set(true);
        consumer.commitAsync(news, (offsets, fault) -> {
            underWay.set(false);
            if (fault == null) {
                offsets.forEach((partition, offset) -> {
                    OwnedPartition ours = owned.get(partition);
                    if (ours != null) {
                        ours.committedTo(offset.offset());
                    }
                });
            }
        });
    }

    /** Commits what is new of partitions that are about to go, and waits for it, [2 s] at most. */
    void commitLast(Collection<OwnedPartition> leaving, Consumer<String, SpecificRecord> consumer) {
        Map<TopicPartition, OffsetAndMetadata> last = news(leaving);
        if (last.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(last, BOUND);
        } catch (KafkaException e) {
            // The next owner repeats these batches, which changes nothing.
            log.atInfo()
                    .setMessage("offsets not committed at revocation")
                    .addKeyValue(LogKey.ERROR, e)
                    .log();
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> news(Collection<OwnedPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>();
        for (OwnedPartition ours : partitions) {
            if (ours.hasNews()) {
                news.put(ours.partition(), new OffsetAndMetadata(ours.projected()));
            }
        }
        return news;
    }
}
