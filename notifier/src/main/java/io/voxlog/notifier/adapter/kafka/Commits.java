package io.voxlog.notifier.adapter.kafka;

import io.voxlog.runtime.LogKey;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries offsets from the context, which offers them, to the poll thread, which commits them. Offsets offered together
 * are seen together: the journal's is never committed ahead of the sources that stand before it.
 */
final class Commits {
    private static final Logger log = LoggerFactory.getLogger(Commits.class);
    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final Object lock = new Object();
    private final Map<TopicPartition, Long> offered = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new ConcurrentHashMap<>();
    private long nextNanos = System.nanoTime();

    void offer(Map<TopicPartition, Long> offsets) {
        synchronized (lock) {
            offered.putAll(offsets);
        }
    }

    void remove(TopicPartition partition) {
        synchronized (lock) {
            offered.remove(partition);
        }
        committed.remove(partition);
    }

    /** On the poll thread, after each poll. */
    void sometimes(Consumer<?, ?> consumer) {
        if (System.nanoTime() - nextNanos < 0) {
            return;
        }
        nextNanos = System.nanoTime() + INTERVAL.toNanos();
        Map<TopicPartition, OffsetAndMetadata> news = news(consumer.assignment());
        if (news.isEmpty()) {
            return;
        }
        consumer.commitAsync(news, (offsets, fault) -> {
            if (fault == null) {
                offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
            }
        });
    }

    /** On the poll thread, while the partitions are still ours. */
    void now(Collection<TopicPartition> partitions, Consumer<?, ?> consumer) {
        Map<TopicPartition, OffsetAndMetadata> news = news(partitions);
        if (news.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(news, BOUND);
        } catch (KafkaException e) {
            // The next owner finds in the journal what it need not tell again.
            log.atInfo()
                    .setMessage("offsets not committed at revocation")
                    .addKeyValue(LogKey.ERROR, e)
                    .log();
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> news(Collection<TopicPartition> ours) {
        Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>();
        synchronized (lock) {
            offered.forEach((partition, offset) -> {
                if (ours.contains(partition) && !offset.equals(committed.get(partition))) {
                    news.put(partition, new OffsetAndMetadata(offset));
                }
            });
        }
        return news;
    }
}
