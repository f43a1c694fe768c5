package io.voxlog.audio.adapter.kafka;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Sends of one partition's worker, to be awaited together. After the first failure nothing more is sent: what is in a
 * log is always a beginning of what was to be written. Used by one thread.
 */
final class Sends {
    /** No records. */
    static final Written NOTHING = OptionalLong::empty;

    private final Producer<byte[], byte[]> producer;
    private final Consumer<Throwable> onFailure;
    private Batch batch = new Batch();
    private volatile boolean failed;

    /** @param onFailure told of each failed send, on the producer's thread */
    Sends(Producer<byte[], byte[]> producer, Consumer<Throwable> onFailure) {
        this.producer = producer;
        this.onFailure = onFailure;
    }

    /** Sends without waiting. The record's arrays may be used again: the producer has copied them on return. */
    void send(ProducerRecord<byte[], byte[]> record) {
        batch.begin();
        send(record, batch);
    }

    /** Sends and waits until the record is in the log. */
    void sendAndWait(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        Batch alone = new Batch();
        alone.begin();
        send(record, alone);
        try {
            alone.end().get();
        } catch (ExecutionException e) {
            throw new SendsFailedException("a send failed", e.getCause());
        }
    }

    /** What is sent without waiting from the last call of {@link #allSoFar} to the next. */
    Written current() {
        return batch;
    }

    /** Completes when all that was sent without waiting since the last call is in its logs. */
    CompletableFuture<Void> allSoFar() {
        Batch ended = batch;
        batch = new Batch();
        return ended.end();
    }

    private void send(ProducerRecord<byte[], byte[]> record, Batch counted) {
        if (failed) {
            throw new SendsFailedException("an earlier send failed", null);
        }
        producer.send(record, counted);
    }

    /** Records that are, or will be, in a log. From any thread. */
    interface Written {
        /** Offset of the first of them, to be asked once all are acknowledged; empty if there are none. */
        OptionalLong firstOffset();
    }

    /** Counts what is under way, so that a send needs no object of its own. */
    private final class Batch implements Callback, Written {
        private static final long NONE = -1;

        private final AtomicInteger underWay = new AtomicInteger(1);
        private final AtomicLong first = new AtomicLong(NONE);
        private final CompletableFuture<Void> acked = new CompletableFuture<>();

        void begin() {
            underWay.incrementAndGet();
        }

        /** No more will be sent in this batch. */
        CompletableFuture<Void> end() {
            done();
            return acked;
        }

        @Override
        public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception error) {
            if (error != null) {
                failed = true;
                acked.completeExceptionally(error);
                onFailure.accept(error);
            } else if (metadata != null) {
                // Acknowledged in the order of sending, so the first to come is the lowest of its partition.
                first.compareAndSet(NONE, metadata.offset());
            }
            done();
        }

        @Override
        public OptionalLong firstOffset() {
            long offset = first.get();
            return offset == NONE ? OptionalLong.empty() : OptionalLong.of(offset);
        }

        private void done() {
            if (underWay.decrementAndGet() == 0) {
                acked.complete(null);
            }
        }
    }

    /** Nothing more can be sent. */
    static final class SendsFailedException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        SendsFailedException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
