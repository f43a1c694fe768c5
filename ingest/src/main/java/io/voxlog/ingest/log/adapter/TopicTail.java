package io.voxlog.ingest.log.adapter;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.voxlog.runtime.PollLoop;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Follows partitions of a topic outside of any group and hands each record to a Vert.x context, in order. Methods may
 * be called from any thread; futures complete on that context.
 */
public final class TopicTail {
    private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_BATCHES = 4;

    /** A record of the topic; a null value is a tombstone. */
    public interface Listener extends Consumer<ConsumerRecord<String, SpecificRecord>> {}

    private final Topic topic;
    private final Context context;
    private final Listener listener;
    private final PollLoop<String, SpecificRecord> loop;
    /** Poll thread only. */
    private final List<Waiter> waiters = new ArrayList<>();

    private final Consumer<Throwable> onFatal;

    /** Makes the consumer; {@link #start} starts its thread. */
    public TopicTail(String name, Topic topic, RoleContext role, Context context, Listener listener) {
        this.topic = topic;
        this.context = context;
        this.listener = listener;
        this.onFatal = role.onFatal();
        Map<String, Object> config = role.kafka().assignConsumer(name);
        // A position that retention has deleted under us goes on at what is left.
        config.put("auto.offset.reset", "earliest");
        this.loop = new PollLoop<>(
                name,
                new KafkaConsumer<>(
                        config, new StringDeserializer(), role.serdes().deserializer()),
                new Handler(),
                MAX_BATCHES);
    }

    /** Starts the thread; gives the number of the topic's partitions. */
    public Future<Integer> start() {
        loop.startUnsubscribed();
        return onContext(loop.call(
                consumer -> consumer.partitionsFor(topic.name(), LOOKUP_TIMEOUT).size()));
    }

    /** Reads these partitions from the start of the log. */
    public Future<Void> followFromStart(Collection<Integer> partitions) {
        return follow(partitions, consumer -> {
            consumer.beginningOffsets(all(partitions), LOOKUP_TIMEOUT)
                    .forEach((partition, offset) -> consumer.seek(partition, (long) offset));
        });
    }

    /** Reads these partitions from given offsets, at most the end. */
    public Future<Void> follow(Map<Integer, Long> offsets) {
        return follow(
                offsets.keySet(),
                consumer -> consumer.endOffsets(all(offsets.keySet()), LOOKUP_TIMEOUT)
                        .forEach((partition, end) -> consumer.seek(
                                partition, Math.min(end, offsets.getOrDefault(partition.partition(), end)))));
    }

    private Future<Void> follow(
            Collection<Integer> partitions,
            Consumer<org.apache.kafka.clients.consumer.Consumer<String, SpecificRecord>> seek) {
        return onContext(loop.call(consumer -> {
            Set<TopicPartition> assigned = new HashSet<>(consumer.assignment());
            assigned.addAll(all(partitions));
            consumer.assign(assigned);
            seek.accept(consumer);
            return null;
        }));
    }

    /** Stops reading these partitions. */
    public Future<Void> leave(Collection<Integer> partitions) {
        return onContext(loop.call(consumer -> {
            Set<TopicPartition> assigned = new HashSet<>(consumer.assignment());
            all(partitions).forEach(assigned::remove);
            consumer.assign(assigned);
            tellWaiters(consumer);
            return null;
        }));
    }

    /** Completes when every record that is on these partitions now has been handed over. */
    public Future<Void> caughtUp(Collection<Integer> partitions) {
        Promise<Void> promise = Promise.promise();
        Future<Void> asked = onContext(loop.call(consumer -> {
            waiters.add(new Waiter(new HashMap<>(consumer.endOffsets(all(partitions), LOOKUP_TIMEOUT)), promise));
            return null;
        }));
        asked.onFailure(promise::tryFail);
        return promise.future();
    }

    /** First offset per partition of records no older than a time; the end where there is none. */
    public Future<Map<Integer, Long>> offsetsAt(Map<Integer, Long> millisByPartition) {
        return onContext(loop.call(consumer -> {
            Map<TopicPartition, Long> asked = new HashMap<>();
            millisByPartition.forEach((partition, millis) -> asked.put(of(partition), millis));
            Map<Integer, Long> found = new HashMap<>();
            consumer.endOffsets(asked.keySet(), LOOKUP_TIMEOUT)
                    .forEach((partition, end) -> found.put(partition.partition(), end));
            consumer.offsetsForTimes(asked, LOOKUP_TIMEOUT).forEach((partition, at) -> {
                OffsetAndTimestamp hit = at;
                if (hit != null) {
                    found.put(partition.partition(), hit.offset());
                }
            });
            return found;
        }));
    }

    /** Ends the thread and closes the consumer. */
    public Future<Void> close() {
        loop.close();
        return onContext(loop.ended());
    }

    /** On the poll thread. */
    private void tellWaiters(org.apache.kafka.clients.consumer.Consumer<String, SpecificRecord> consumer) {
        for (Iterator<Waiter> each = waiters.iterator(); each.hasNext(); ) {
            Waiter waiter = each.next();
            if (!consumer.assignment().containsAll(waiter.targets().keySet())) {
                each.remove();
                context.runOnContext(left -> waiter.promise().tryFail("partitions of " + topic.name() + " were left"));
            } else if (waiter.reached(consumer::position)) {
                each.remove();
                // After the records, which were handed over before.
                context.runOnContext(reached -> waiter.promise().tryComplete());
            }
        }
    }

    private Set<TopicPartition> all(Collection<Integer> partitions) {
        Set<TopicPartition> named = new HashSet<>();
        partitions.forEach(partition -> named.add(of(partition)));
        return named;
    }

    private TopicPartition of(int partition) {
        return new TopicPartition(topic.name(), partition);
    }

    private <T> Future<T> onContext(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context);
    }

    /** Somebody who wants to know when these offsets are reached. */
    private record Waiter(Map<TopicPartition, Long> targets, Promise<Void> promise) {
        boolean reached(Function<TopicPartition, Long> position) {
            return targets.entrySet().stream().allMatch(target -> position.apply(target.getKey()) >= target.getValue());
        }
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

        @Override
        public void polled(org.apache.kafka.clients.consumer.Consumer<String, SpecificRecord> consumer) {
            tellWaiters(consumer);
        }

        @Override
        public void failed(Throwable cause) {
            onFatal.accept(cause);
        }
    }
}
