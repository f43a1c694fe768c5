package io.voxlog.audio.adapter.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends of one partition's worker, to be awaited together. After the first failure nothing more is sent: what is in a
 * log is always a beginning of what was to be written. Used by one thread.
 */
final class Sends {
    private final Producer<byte[], byte[]> producer;
    private final Consumer<Throwable> onFailure;
    private List<CompletableFuture<Void>> open = new ArrayList<>();
    private volatile boolean failed;

    /** @param onFailure told of each failed send, on the producer's thread */
    Sends(Producer<byte[], byte[]> producer, Consumer<Throwable> onFailure) {
        this.producer = producer;
        this.onFailure = onFailure;
    }

    /** Sends without waiting. */
    CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
        if (failed) {
            throw new SendsFailedException("an earlier send failed", null);
        }
        CompletableFuture<Void> acked = new CompletableFuture<>();
        producer.send(record, (metadata, error) -> {
            if (error == null) {
                acked.complete(null);
            } else {
                failed = true;
                acked.completeExceptionally(error);
                onFailure.accept(error);
            }
        });
        open.add(acked);
        return acked;
    }

    /** Sends and waits until the record is in the log. */
    void sendAndWait(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            send(record).get();
        } catch (ExecutionException e) {
            throw new SendsFailedException("a send failed", e.getCause());
        }
    }

    /** Completes when all sends since the last call are in their logs. */
    CompletableFuture<Void> allSoFar() {
        CompletableFuture<Void> all = CompletableFuture.allOf(open.toArray(CompletableFuture[]::new));
        open = new ArrayList<>();
        return all;
    }

    /** Nothing more can be sent. */
    static final class SendsFailedException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        SendsFailedException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
