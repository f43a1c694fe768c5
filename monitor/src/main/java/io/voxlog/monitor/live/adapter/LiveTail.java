package io.voxlog.monitor.live.adapter;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.voxlog.monitor.live.Lane;
import io.voxlog.monitor.live.LiveHub;
import io.voxlog.monitor.live.Place;
import io.voxlog.monitor.live.Position;
import io.voxlog.runtime.PollLoop;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads the log once for all subscribers of a process, outside of any group, from its end on; {@code rooms} from its
 * start, for the names. Records are handed to one Vert.x context; a context that is behind pauses the reading.
 */
final class LiveTail {
    private static final Duration LOOKUP_BOUND = Duration.ofSeconds(5);
    private static final int MAX_BATCHES = 4;
    private static final List<String> TOPICS = Stream.concat(
                    Stream.of(Topics.TRANSCRIPT_PARTIALS.name()),
                    Stream.of(Lane.values()).map(LiveRecords::topic))
            .toList();

    private final RoleContext role;
    private final Context context;
    private final LiveHub hub;
    private final Consumer<ConsumerRecord<String, SpecificRecord>> listener;
    private final PollLoop<String, SpecificRecord> loop;
    private final Promise<Void> caughtUp = Promise.promise();
    /** Context only: where {@code rooms} ended at the start. */
    private final Map<Place, Long> roomsToRead = new HashMap<>();

    private volatile boolean stopping;

    /** @param listener gets, on the context, every record that was written after the start */
    LiveTail(
            RoleContext role, Context context, LiveHub hub, Consumer<ConsumerRecord<String, SpecificRecord>> listener) {
        this.role = role;
        this.context = context;
        this.hub = hub;
        this.listener = listener;
        Map<String, Object> config = role.kafka().assignConsumer("voxlog-live");
        // A position that retention has deleted under us goes on at what is left.
        config.put("auto.offset.reset", "earliest");
        this.loop = new PollLoop<>(
                "voxlog-live",
                new KafkaConsumer<>(
                        config, new StringDeserializer(), role.serdes().deserializer()),
                new Handler(),
                MAX_BATCHES);
    }

    /** Completes when the names of all rooms are known; gives the number of partitions of each topic. */
    Future<Integer> start() {
        loop.startUnsubscribed();
        return Future.fromCompletionStage(loop.call(LiveTail::assign), context).compose(ends -> {
            Map<Place, Long> start = new HashMap<>();
            ends.forEach((partition, end) -> {
                Lane lane = LiveRecords.LANES.get(partition.topic());
                if (lane != null) {
                    start.put(new Place(lane, partition.partition()), end);
                }
                if (lane == Lane.ROOMS) {
                    roomsToRead.put(new Place(lane, partition.partition()), end);
                }
            });
            hub.startAt(new Position(start));
            int partitions = roomsToRead.size();
            return caughtUp.future().map(partitions);
        });
    }

    /** Ends the thread and closes the consumer. */
    Future<Void> stop() {
        stopping = true;
        loop.close();
        return Future.fromCompletionStage(loop.ended(), context);
    }

    /** On the poll thread: gives the ends of all partitions. */
    private static Map<TopicPartition, Long> assign(
            org.apache.kafka.clients.consumer.Consumer<String, SpecificRecord> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : TOPICS) {
            consumer.partitionsFor(topic, LOOKUP_BOUND)
                    .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LOOKUP_BOUND);
        ends.forEach((partition, end) -> consumer.seek(partition, (long) end));
        consumer.seekToBeginning(partitions.stream()
                .filter(partition -> LiveRecords.LANES.get(partition.topic()) == Lane.ROOMS)
                .toList());
        return ends;
    }

    private final class Handler implements PollLoop.Handler<String, SpecificRecord> {
        @Override
        public void records(
                TopicPartition partition, List<ConsumerRecord<String, SpecificRecord>> records, Runnable done) {
            context.runOnContext(handed -> {
                records.forEach(listener);
                done.run();
            });
        }

        /** The last record of a partition may be one that no reader sees, so the position tells. */
        @Override
        public void polled(org.apache.kafka.clients.consumer.Consumer<String, SpecificRecord> consumer) {
            if (caughtUp.future().isComplete()) {
                return;
            }
            Map<Place, Long> reached = new HashMap<>();
            consumer.assignment().forEach(partition -> {
                if (LiveRecords.LANES.get(partition.topic()) == Lane.ROOMS) {
                    reached.put(
                            new Place(Lane.ROOMS, partition.partition()), consumer.position(partition, LOOKUP_BOUND));
                }
            });
            // After the records, which were handed over before.
            context.runOnContext(handed -> {
                roomsToRead.entrySet().removeIf(each -> reached.getOrDefault(each.getKey(), 0L) >= each.getValue());
                if (roomsToRead.isEmpty()) {
                    caughtUp.tryComplete();
                }
            });
        }

        @Override
        public void failed(Throwable cause) {
            caughtUp.tryFail(cause);
            if (!stopping) {
                role.onFatal().accept(cause);
            }
        }
    }
}
