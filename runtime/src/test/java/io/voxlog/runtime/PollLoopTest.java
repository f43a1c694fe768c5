package io.voxlog.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PollLoopTest {
    private static final TopicPartition PARTITION = new TopicPartition("rooms", 0);

    private final MockConsumer<String, String> consumer = new MockConsumer<>("earliest");
    private final Seen seen = new Seen();
    private final PollLoop<String, String> loop = new PollLoop<>("poll-loop-test", consumer, seen, 4);

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void aMemberThatTheGroupDroppedPollsOn() throws Exception {
        consumer.schedulePollTask(() -> consumer.setPollException(new UnknownMemberIdException("dropped")));
        consumer.schedulePollTask(() -> consumer.addRecord(new ConsumerRecord<>("rooms", 0, 0, "key", "value")));

        start();

        assertThat(seen.record.get(10, TimeUnit.SECONDS)).isEqualTo("value");
        assertThat(seen.fault).isNotDone();
    }

    @Test
    void anyOtherFaultEndsTheLoopAndIsTold() throws Exception {
        KafkaException fault = new KafkaException("broken");
        consumer.schedulePollTask(() -> consumer.setPollException(fault));

        start();

        assertThat(seen.fault.get(10, TimeUnit.SECONDS)).isSameAs(fault);
    }

    @Test
    void whatWasDoneBeforeThePartitionWentAndCameBackResumesNothing() throws Exception {
        List<Runnable> done = new CopyOnWriteArrayList<>();
        PollLoop<String, String> narrow = new PollLoop<>("narrow", consumer, keeping(done), 1);
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        narrow.subscribe(List.of("rooms"));
        try {
            rebalance(narrow, List.of(PARTITION));
            deliver(narrow, 0);
            await().until(() -> done.size() == 1);
            rebalance(narrow, List.of());
            rebalance(narrow, List.of(PARTITION));
            deliver(narrow, 1);
            await().until(() -> done.size() == 2);

            done.get(0).run();
            assertThat(paused(narrow)).containsExactly(PARTITION);
            done.get(1).run();
            assertThat(paused(narrow)).isEmpty();
        } finally {
            narrow.close();
        }
    }

    private void rebalance(PollLoop<String, String> narrow, List<TopicPartition> partitions) throws Exception {
        on(narrow, () -> consumer.rebalance(partitions));
    }

    private void deliver(PollLoop<String, String> narrow, long offset) throws Exception {
        on(narrow, () -> consumer.addRecord(new ConsumerRecord<>("rooms", 0, offset, "key", "value")));
    }

    private static void on(PollLoop<String, String> narrow, Runnable task) throws Exception {
        narrow.call(c -> {
                    task.run();
                    return true;
                })
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private static Set<TopicPartition> paused(PollLoop<String, String> narrow) throws Exception {
        return narrow.call(Consumer::paused).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static PollLoop.Handler<String, String> keeping(List<Runnable> done) {
        return new PollLoop.Handler<>() {
            @Override
            public void records(
                    TopicPartition partition, List<ConsumerRecord<String, String>> records, Runnable finished) {
                done.add(finished);
            }

            @Override
            public void failed(Throwable cause) {}
        };
    }

    private void start() throws Exception {
        loop.startUnsubscribed();
        loop.call(c -> {
                    c.assign(List.of(PARTITION));
                    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
                    return true;
                })
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private static final class Seen implements PollLoop.Handler<String, String> {
        private final CompletableFuture<String> record = new CompletableFuture<>();
        private final CompletableFuture<Throwable> fault = new CompletableFuture<>();

        @Override
        public void records(TopicPartition partition, List<ConsumerRecord<String, String>> records, Runnable done) {
            record.complete(records.get(0).value());
            done.run();
        }

        @Override
        public void failed(Throwable cause) {
            fault.complete(cause);
        }
    }
}
