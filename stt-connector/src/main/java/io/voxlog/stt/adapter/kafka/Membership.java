package io.voxlog.stt.adapter.kafka;

import io.voxlog.runtime.PollLoop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * This process as a member of the group, asked from other threads than the poll thread. Blocks until the poll thread
 * has answered, a poll at most; must not be called on it.
 */
final class Membership {
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    private final PollLoop<?, ?> loop;

    Membership(PollLoop<?, ?> loop) {
        this.loop = loop;
    }

    /** The group metadata as it is now, for a transaction. */
    ConsumerGroupMetadata metadata() {
        return answer(loop.call(Consumer::groupMetadata));
    }

    /** Commits the position of a partition of {@code rooms}: the broker refuses if it is not ours. */
    void confirm(TopicPartition partition) {
        answer(loop.call(confirmation(partition)));
    }

    private static <K, V> Function<Consumer<K, V>, Long> confirmation(TopicPartition partition) {
        return consumer -> {
            long position = consumer.position(partition, COMMIT_TIMEOUT);
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(position)), COMMIT_TIMEOUT);
            return position;
        };
    }

    private static <T> T answer(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("the group's consumer cannot answer", e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("the group's consumer did not answer within " + ANSWER_TIMEOUT, e);
        }
    }
}
