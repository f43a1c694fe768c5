package io.voxlog.audio.adapter.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads stretches of partitions outside of any group. Blocks; not thread-safe; owns its consumer. Any trouble with the
 * cluster is thrown as Kafka's unchecked exceptions.
 */
final class PartitionReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int MAX_EMPTY_POLLS = 100;
    private static final long FIRST_WINDOW = 256;
    private static final long MAX_WINDOW = 16_384;

    private final Consumer<String, byte[]> consumer;

    PartitionReader(Consumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Looks through a partition from its end backwards, in growing windows, each shown in log order, until something is
     * found.
     */
    <T> Optional<T> searchBackwards(
            TopicPartition partition, Function<List<ConsumerRecord<String, byte[]>>, Optional<T>> search) {
        long start = start(partition);
        long to = end(partition);
        long window = FIRST_WINDOW;
        while (to > start) {
            long from = Math.max(start, to - window);
            Optional<T> found = search.apply(read(partition, from, to));
            if (found.isPresent()) {
                return found;
            }
            to = from;
            window = Math.min(MAX_WINDOW, window * 4);
        }
        return Optional.empty();
    }

    /** The records with offsets from {@code from} (included) to {@code to} (excluded). */
    List<ConsumerRecord<String, byte[]>> read(TopicPartition partition, long from, long to) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        scan(partition, from, to, records::add);
        return records;
    }

    /** Shows the records with offsets from {@code from} (included) to {@code to} (excluded), and keeps none. */
    void scan(
            TopicPartition partition,
            long from,
            long to,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        int empty = 0;
        while (consumer.position(partition) < to) {
            List<ConsumerRecord<String, byte[]>> polled = consumer.poll(POLL).records(partition);
            polled.stream().filter(record -> record.offset() < to).forEach(each);
            empty = polled.isEmpty() ? empty + 1 : 0;
            if (empty > MAX_EMPTY_POLLS) {
                throw new TimeoutException("no records of " + partition + " from offset " + from);
            }
        }
    }

    long start(TopicPartition partition) {
        return consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    long end(TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    /** The first offset whose record is not older than this, or the end. */
    long offsetAt(TopicPartition partition, long timestampMillis) {
        OffsetAndTimestamp found =
                consumer.offsetsForTimes(Map.of(partition, timestampMillis)).get(partition);
        return found == null ? end(partition) : found.offset();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
