package io.voxlog.audio.adapter.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Does the work of one partition of livekit.audio on one thread of its own. A batch is done when all that it led to is
 * in its logs; only then does what may be committed move on. Made, fed and stopped on the poll thread.
 */
final class PartitionWorker {
    private static final long NONE = -1;

    /**
     * What the worker works with, touched on its thread only.
     *
     * @param notes after a batch, given the offset that may be committed once it is in its logs: the note to commit
     *     with it, asked for at that time, on any thread
     * @param release closes what belongs to the worker alone
     */
    record Parts(
            ExecutorService thread,
            Deserializer<SpecificRecord> deserializer,
            ControlCopies copies,
            AudioRecords audio,
            LongUnaryOperator lowestNeeded,
            LongFunction<Supplier<String>> notes,
            Sends sends,
            Runnable release) {}

    private final Parts parts;
    private final LongSupplier nanoTime;
    private final Consumer<Throwable> onFailure;
    private volatile CompletableFuture<Void> acked = CompletableFuture.completedFuture(null);
    private final AtomicBoolean released = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile Optional<OffsetAndMetadata> committable = Optional.empty();
    private volatile long oldestUnackedNanos;
    private long floor = NONE;

    PartitionWorker(Parts parts, LongSupplier nanoTime, Consumer<Throwable> onFailure) {
        this.parts = parts;
        this.nanoTime = nanoTime;
        this.onFailure = onFailure;
        this.oldestUnackedNanos = nanoTime.getAsLong();
    }

    /** Takes a batch; {@code done} is run when everything it led to is in its logs. */
    void submit(List<ConsumerRecord<String, byte[]>> records, Runnable done) {
        if (released.get()) {
            return;
        }
        parts.thread().execute(() -> {
            try {
                work(records, done);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopped = true;
            } catch (RuntimeException e) {
                failed(e);
            }
        });
    }

    /** What may be committed; empty if no batch is done yet. */
    Optional<OffsetAndMetadata> committable() {
        return committable;
    }

    /** How long the oldest batch under way has been waiting for acknowledgements; zero if none is. */
    Duration unackedFor() {
        return acked.isDone() ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - oldestUnackedNanos);
    }

    /** Takes no further record, and waits at most this long until what was begun is in its logs. */
    void stop(Duration patience) {
        stopped = true;
        CompletableFuture<Void> begun = new CompletableFuture<>();
        parts.thread().execute(() -> acked.whenComplete((nothing, error) -> begun.complete(null)));
        try {
            begun.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            // What is still under way may yet reach its log; the next owner's readers drop the repeat.
        }
        drop();
    }

    /** From any thread: takes no further record and waits for nothing. */
    void drop() {
        stopped = true;
        if (released.compareAndSet(false, true)) {
            parts.thread().execute(parts.release());
            parts.thread().shutdown();
        }
    }

    private void work(List<ConsumerRecord<String, byte[]>> records, Runnable done) throws InterruptedException {
        long next = NONE;
        for (ConsumerRecord<String, byte[]> record : records) {
            if (stopped) {
                break;
            }
            floor = floor == NONE ? record.offset() : floor;
            take(record);
            next = record.offset() + 1;
        }
        if (next != NONE) {
            await(parts.sends().allSoFar(), next, done);
        }
    }

    /** A batch that was done by half must be the last: nothing after it may be committed. */
    private void failed(RuntimeException cause) {
        boolean unexpected = !stopped;
        stopped = true;
        if (unexpected) {
            onFailure.accept(cause);
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        SpecificRecord value = parts.deserializer().deserialize(record.topic(), record.headers(), record.value());
        if (value != null) {
            parts.copies().copy(record, value);
            parts.audio().take(record, value);
        }
    }

    private void await(CompletableFuture<Void> sent, long next, Runnable done) {
        floor = Math.max(floor, parts.lowestNeeded().applyAsLong(next));
        long safe = floor;
        Supplier<String> note = parts.notes().apply(safe);
        long begunNanos = nanoTime.getAsLong();
        if (acked.isDone()) {
            oldestUnackedNanos = begunNanos;
        }
        acked = acked.thenCombine(sent, (before, now) -> null).thenRun(() -> {
            committable = Optional.of(new OffsetAndMetadata(safe, note.get()));
            oldestUnackedNanos = begunNanos;
            done.run();
        });
    }
}
