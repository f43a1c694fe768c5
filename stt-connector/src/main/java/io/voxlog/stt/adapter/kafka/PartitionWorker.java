package io.voxlog.stt.adapter.kafka;

import io.voxlog.runtime.Backoff;
import io.voxlog.runtime.LogKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns one thread that does the work of one partition of {@code rooms} while the partition is ours and has an active
 * room. After any failure it drops what is under way, has the broker confirm that the partition is still ours, and
 * starts over from the log; a worker whose partition is gone never gets that far.
 */
final class PartitionWorker {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionWorker.class);
    private static final Backoff RESTART =
            new Backoff(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofSeconds(10));
    private static final Duration STEADY = Duration.ofSeconds(30);

    private final TopicPartition partition;
    private final PartitionParts parts;
    private final Thread thread;
    private final Map<String, RoomWork> rooms = new ConcurrentHashMap<>();
    private final AtomicBoolean changed = new AtomicBoolean(true);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean storeAtEnd;

    /** @param partition of {@code rooms} */
    PartitionWorker(TopicPartition partition, PartitionParts parts) {
        this.partition = partition;
        this.parts = parts;
        this.thread = new Thread(this::work, "voxlog-stt-" + partition.partition());
        this.thread.setDaemon(true);
        this.thread.setUncaughtExceptionHandler(
                (worker, error) -> parts.onFatal().accept(error));
    }

    void start() {
        thread.start();
    }

    /** What there is to do for a room now. From any thread. */
    void room(RoomWork work) {
        if (work.active()) {
            rooms.put(work.roomSid(), work);
        } else {
            rooms.remove(work.roomSid());
        }
        changed.set(true);
    }

    /**
     * Asks the thread to end. From any thread.
     *
     * @param store whether what the engines have given is stored first; not if the partition is gone
     */
    void stop(boolean store) {
        storeAtEnd = store;
        stopped.countDown();
    }

    /** Ends a thread that does not follow {@link #stop} in time. */
    void interrupt() {
        thread.interrupt();
    }

    /** Completes when everything is closed. */
    CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    private void work() {
        try {
            runUntilStopped();
        } finally {
            ended.complete(null);
        }
    }

    private void runUntilStopped() {
        int failures = 0;
        while (!isStopped()) {
            long start = parts.nanoTime().getAsLong();
            try {
                run(failures > 0);
            } catch (RuntimeException e) {
                boolean steady = parts.nanoTime().getAsLong() - start > STEADY.toNanos();
                failures = steady ? 1 : failures + 1;
                failed(e, failures);
            }
        }
    }

    private void run(boolean again) {
        if (again) {
            parts.membership().confirm(partition);
        }
        changed.set(true);
        try (PartitionRun run = PartitionRun.open(parts, partition.partition())) {
            while (!isStopped()) {
                if (changed.getAndSet(false)) {
                    run.want(rooms.values());
                }
                run.turn();
            }
            if (storeAtEnd) {
                run.store();
            }
        }
    }

    /** Logs and waits, unless the failure is only that of being stopped. */
    private void failed(RuntimeException cause, int failures) {
        if (isStopped()) {
            return;
        }
        parts.meters().restarted();
        LOG.atWarn()
                .setMessage("stt work of a partition starts over from the log")
                .addKeyValue(LogKey.PARTITION, partition.partition())
                .addKeyValue(LogKey.ATTEMPT, failures)
                .setCause(cause)
                .log();
        try {
            stopped.await(RESTART.after(failures, parts.random()).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopped.countDown();
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }
}
