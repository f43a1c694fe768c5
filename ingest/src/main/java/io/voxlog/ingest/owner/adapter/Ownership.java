package io.voxlog.ingest.owner.adapter;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.voxlog.runtime.PollLoop;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Membership of the group whose members own rooms: whoever has a partition of {@code rooms} owns the rooms in it. The
 * records themselves come through the rooms view; here partitions stay paused.
 */
final class Ownership {
    private static final String GROUP = "voxlog-media-agents";
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(2);

    private final PollLoop<String, byte[]> loop;
    private final Context context;

    /** {@code gained} and {@code lost} are told partitions on the context. */
    Ownership(RoleContext role, Context context, IntConsumer gained, IntConsumer lost) {
        this.context = context;
        Map<String, Object> config = role.kafka().groupConsumer("voxlog-room-owner-" + role.workerId(), GROUP);
        this.loop = new PollLoop<>(
                "voxlog-room-owner",
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer()),
                new Handler(gained, lost, role.onFatal()),
                1);
    }

    void start() {
        loop.subscribe(List.of(Topics.ROOMS.name()));
    }

    /** Commits an offset, which the broker refuses to a member that no longer has the partition. */
    Future<Void> confirm(int partition, long offset) {
        TopicPartition owned = new TopicPartition(Topics.ROOMS.name(), partition);
        return Future.fromCompletionStage(
                loop.call(consumer -> {
                    consumer.commitSync(Map.of(owned, new OffsetAndMetadata(offset)), COMMIT_TIMEOUT);
                    return null;
                }),
                context);
    }

    /** Leaves the group. */
    Future<Void> close() {
        loop.close();
        return Future.fromCompletionStage(loop.ended(), context);
    }

    private final class Handler implements PollLoop.Handler<String, byte[]> {
        private final IntConsumer gained;
        private final IntConsumer lost;
        private final Consumer<Throwable> onFatal;

        Handler(IntConsumer gained, IntConsumer lost, Consumer<Throwable> onFatal) {
            this.gained = gained;
            this.lost = lost;
            this.onFatal = onFatal;
        }

        @Override
        public void assigned(
                Collection<TopicPartition> partitions,
                org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer) {
            consumer.pause(partitions);
            tell(partitions, gained);
        }

        @Override
        public void revoked(
                Collection<TopicPartition> partitions,
                org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer) {
            tell(partitions, lost);
        }

        @Override
        public void lost(Collection<TopicPartition> partitions) {
            tell(partitions, lost);
        }

        @Override
        public void records(TopicPartition partition, List<ConsumerRecord<String, byte[]>> records, Runnable done) {
            done.run();
        }

        @Override
        public void failed(Throwable cause) {
            onFatal.accept(cause);
        }

        private void tell(Collection<TopicPartition> partitions, IntConsumer told) {
            List<Integer> numbers =
                    partitions.stream().map(TopicPartition::partition).toList();
            context.runOnContext(now -> numbers.forEach(told::accept));
        }
    }
}
