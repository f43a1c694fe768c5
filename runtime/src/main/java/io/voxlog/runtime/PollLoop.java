package io.voxlog.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns one Kafka consumer on one named thread. Batches are handed to the handler on that thread; the handler passes
 * them on (to a Vert.x context, say) and says when each is done. A partition with too many batches not yet done is
 * paused, and resumed when they are. Other threads reach the consumer by {@link #call}.
 */
public final class PollLoop<K, V> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);

    /** Also the longest wait of a task: wakeup() is not used, as it would interrupt a commit inside a rebalance. */
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(20);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** What the loop tells its owner. All methods run on the poll thread and must not block for long. */
    public interface Handler<K, V> {
        /** These partitions are now ours; their positions may be changed through the consumer. */
        default void assigned(Collection<TopicPartition> partitions, Consumer<K, V> consumer) {}

        /** These partitions are about to go to another member; offsets may still be committed. */
        default void revoked(Collection<TopicPartition> partitions, Consumer<K, V> consumer) {}

        /** These partitions went without notice: whatever is under way for them must be dropped. */
        default void lost(Collection<TopicPartition> partitions) {}

        /** Records of one partition, in order. {@code done} may be run on any thread, once. */
        void records(TopicPartition partition, List<ConsumerRecord<K, V>> records, Runnable done);

        /** After each poll, with or without records. */
        default void polled(Consumer<K, V> consumer) {}

        /** The loop has ended by this fault; nothing more will be polled. */
        void failed(Throwable cause);
    }

    private final String name;
    private final Consumer<K, V> consumer;
    private final Handler<K, V> handler;
    private final int maxBatchesInFlight;
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Map<TopicPartition, Integer> inFlight = new HashMap<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Map<TopicPartition, Integer> assignedAt = new HashMap<>();
    private int assignment;
    private volatile boolean closing;
    private boolean started;

    /**
     * @param name of the thread
     * @param consumer owned and closed by this loop
     * @param maxBatchesInFlight batches of one partition that may be under way before it is paused
     */
    public PollLoop(String name, Consumer<K, V> consumer, Handler<K, V> handler, int maxBatchesInFlight) {
        this.name = name;
        this.consumer = consumer;
        this.handler = handler;
        this.maxBatchesInFlight = maxBatchesInFlight;
    }

    /** Starts the thread and joins the group for these topics. */
    public void subscribe(Collection<String> topics) {
        start(() -> consumer.subscribe(topics, new Rebalances()));
    }

    /** Starts the thread with no subscription: partitions are assigned through {@link #call}. */
    public void startUnsubscribed() {
        start(() -> {});
    }

    /** Runs the function on the poll thread, before the next poll. Fails if the loop ends first. */
    public <T> CompletionStage<T> call(Function<Consumer<K, V>, T> function) {
        CompletableFuture<T> result = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                result.complete(function.apply(consumer));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        ended.thenRun(() -> result.completeExceptionally(new LoopEndedException(name)));
        return result;
    }

    /** Completes when the consumer is closed. */
    public CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    /** Asks the loop to end; {@link #ended()} tells when it has. Partitions are revoked and the group is left. */
    @Override
    public synchronized void close() {
        closing = true;
        if (!started) {
            started = true;
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
            ended.complete(null);
        }
    }

    private synchronized void start(Runnable first) {
        if (started) {
            throw new IllegalStateException("poll loop " + name + " was started or closed before");
        }
        started = true;
        Thread thread = new Thread(() -> run(first), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Runnable first) {
        Throwable fault = null;
        try {
            first.run();
            while (!closing) {
                turn();
            }
        } catch (Throwable e) {
            fault = e;
        }
        try {
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        } catch (RuntimeException e) {
            fault = fault == null && !closing ? e : fault;
        }
        ended.complete(null);
        if (fault != null) {
            handler.failed(fault);
        }
    }

    private void turn() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        if (consumer.subscription().isEmpty() && consumer.assignment().isEmpty()) {
            // Kafka's consumer refuses to poll before it has something to read.
            LockSupport.parkNanos(POLL_TIMEOUT.toNanos());
            return;
        }
        ConsumerRecords<K, V> records = poll();
        for (TopicPartition partition : records.partitions()) {
            hand(partition, records.records(partition));
        }
        handler.polled(consumer);
    }

    /**
     * A member that the group has dropped, by a pause of its process, learns it by an answer to whatever it had asked
     * last, and a lookup of committed offsets throws it. The consumer joins again by itself and tells the loss of its
     * partitions; it only has to be polled.
     */
    private ConsumerRecords<K, V> poll() {
        try {
            return consumer.poll(POLL_TIMEOUT);
        } catch (UnknownMemberIdException | FencedMemberEpochException | StaleMemberEpochException e) {
            LOG.atInfo()
                    .setMessage("the group had dropped this member; it joins again")
                    .addKeyValue(LogKey.ERROR, e.getMessage())
                    .log();
            return ConsumerRecords.empty();
        }
    }

    private void hand(TopicPartition partition, List<ConsumerRecord<K, V>> records) {
        int underWay = inFlight.merge(partition, 1, Integer::sum);
        if (underWay >= maxBatchesInFlight) {
            consumer.pause(List.of(partition));
        }
        int handed = assignment;
        handler.records(partition, records, () -> {
            tasks.add(() -> done(partition, handed));
        });
    }

    /** A batch that was handed out before the last assignment is not counted any more. */
    private void done(TopicPartition partition, int handed) {
        if (handed < assignedAt.getOrDefault(partition, 0)) {
            return;
        }
        Integer left = inFlight.computeIfPresent(partition, (p, count) -> count > 1 ? count - 1 : null);
        if ((left == null || left < maxBatchesInFlight) && consumer.assignment().contains(partition)) {
            consumer.resume(List.of(partition));
        }
    }

    /** A call was made on a loop that has ended. */
    public static final class LoopEndedException extends IllegalStateException {
        LoopEndedException(String name) {
            super("poll loop " + name + " has ended");
        }
    }

    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            assignment++;
            partitions.forEach(partition -> {
                inFlight.remove(partition);
                assignedAt.put(partition, assignment);
            });
            handler.assigned(partitions, consumer);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            handler.revoked(partitions, consumer);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            handler.lost(partitions);
        }
    }
}
