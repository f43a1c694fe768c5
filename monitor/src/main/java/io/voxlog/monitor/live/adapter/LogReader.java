package io.voxlog.monitor.live.adapter;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.voxlog.monitor.live.LiveEvent;
import io.voxlog.monitor.live.Place;
import io.voxlog.monitor.live.Position;
import io.voxlog.runtime.RoleContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads back for one subscriber, a chunk at a time and on worker threads, from where the subscriber was. One call at a
 * time; futures complete on the caller's context.
 */
final class LogReader {
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);

    /** Records of one chunk at most. */
    static final int CHUNK = 200;

    private final RoleContext role;
    private final WorkerExecutor workers;
    private final LiveRecords records;
    private @Nullable KafkaConsumer<String, SpecificRecord> consumer;

    /**
     * What was read.
     *
     * @param reached everything before it was read
     */
    record Chunk(List<LiveEvent> events, Position reached) {}

    LogReader(RoleContext role, WorkerExecutor workers, LiveRecords records) {
        this.role = role;
        this.workers = workers;
        this.records = records;
    }

    /**
     * Opens the log at a position; where it was deleted since, at what is left.
     *
     * @return where it was opened
     */
    Future<Position> open(Position from) {
        return blocking(() -> openAt(from, opened -> {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            from.next().forEach((place, offset) -> offsets.put(partition(place), offset));
            return offsets;
        }));
    }

    /** Opens the places of a position at the first records that are no older than a time; the end where none is. */
    Future<Position> open(Position places, Instant since) {
        return blocking(() -> openAt(places, opened -> {
            Map<TopicPartition, Long> times = new HashMap<>();
            places.next().keySet().forEach(place -> times.put(partition(place), since.toEpochMilli()));
            Map<TopicPartition, Long> offsets = new HashMap<>();
            opened.offsetsForTimes(times, BOUND).forEach((partition, found) -> {
                OffsetAndTimestamp first = found;
                offsets.put(partition, first == null ? Long.MAX_VALUE : first.offset());
            });
            return offsets;
        }));
    }

    /** The next records, none if none came for a moment. */
    Future<Chunk> next() {
        return blocking(() -> {
            KafkaConsumer<String, SpecificRecord> opened = opened();
            List<LiveEvent> events = new ArrayList<>();
            opened.poll(POLL).forEach(record -> records.event(record).ifPresent(events::add));
            return new Chunk(events, position(opened));
        });
    }

    /** Closes the consumer; safe to call in any state. */
    Future<Void> close() {
        return blocking(() -> {
            KafkaConsumer<String, SpecificRecord> opened = consumer;
            consumer = null;
            if (opened != null) {
                opened.close(CloseOptions.timeout(Duration.ofSeconds(1)));
            }
            return null;
        });
    }

    private interface Start {
        Map<TopicPartition, Long> offsets(KafkaConsumer<String, SpecificRecord> opened);
    }

    private Position openAt(Position places, Start start) {
        Map<String, Object> config = role.kafka().assignConsumer("voxlog-live-resume");
        config.put("auto.offset.reset", "earliest");
        config.put("max.poll.records", CHUNK);
        KafkaConsumer<String, SpecificRecord> opened = new KafkaConsumer<>(
                config, new StringDeserializer(), role.serdes().deserializer());
        consumer = opened;
        List<TopicPartition> partitions =
                places.next().keySet().stream().map(LogReader::partition).toList();
        opened.assign(partitions);
        Map<TopicPartition, Long> first = opened.beginningOffsets(partitions, BOUND);
        Map<TopicPartition, Long> ends = opened.endOffsets(partitions, BOUND);
        start.offsets(opened).forEach((partition, offset) -> {
            long end = ends.getOrDefault(partition, 0L);
            opened.seek(partition, Math.max(first.getOrDefault(partition, 0L), Math.min(end, offset)));
        });
        return position(opened);
    }

    private static Position position(KafkaConsumer<String, SpecificRecord> opened) {
        Map<Place, Long> next = new HashMap<>();
        for (TopicPartition partition : opened.assignment()) {
            Place place = new Place(
                    java.util.Objects.requireNonNull(LiveRecords.LANES.get(partition.topic())), partition.partition());
            next.put(place, opened.position(partition, BOUND));
        }
        return new Position(next);
    }

    private KafkaConsumer<String, SpecificRecord> opened() {
        KafkaConsumer<String, SpecificRecord> opened = consumer;
        if (opened == null) {
            throw new IllegalStateException("the reader is closed");
        }
        return opened;
    }

    private static TopicPartition partition(Place place) {
        return new TopicPartition(LiveRecords.topic(place.lane()), place.partition());
    }

    private <T> Future<T> blocking(Callable<T> call) {
        return workers.executeBlocking(call, false);
    }
}
