package io.voxlog.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
