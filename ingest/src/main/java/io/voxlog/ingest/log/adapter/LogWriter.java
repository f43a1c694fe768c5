package io.voxlog.ingest.log.adapter;

import io.voxlog.schemas.RecordSerdes;
import io.voxlog.schemas.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * One producer on one named thread: {@code send} may block for metadata, for a schema or for memory, and no event loop
 * must. Records are sent in the order of the calls. Calls come from any thread; futures complete on the writer's or the
 * producer's thread.
 */
public final class LogWriter implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final Producer<String, SpecificRecord> producer;
    private final ThreadPoolExecutor thread;

    /**
     * Makes the producer; it connects at its first record.
     *
     * @param maxQueued records waiting for the thread; beyond that appending fails at once
     */
    public LogWriter(String name, Map<String, Object> config, RecordSerdes serdes, int maxQueued) {
        this(name, new KafkaProducer<>(config, new StringSerializer(), serdes.serializer()), maxQueued);
    }

    LogWriter(String name, Producer<String, SpecificRecord> producer, int maxQueued) {
        this.producer = producer;
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(maxQueued), task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * Appends a record; gives its offset once the broker has acknowledged it. A future that is cancelled while the
     * record waits for the thread takes it back: it is never sent.
     */
    public CompletableFuture<Long> append(Topic topic, String key, SpecificRecord value) {
        return lane().append(topic, key, value);
    }

    /** A new lane, on which nothing has failed. */
    public Lane lane() {
        return new Lane();
    }

    /**
     * Records that are worth something only without a hole between them: once one was not stored, none that follows it
     * on the same lane is sent. What the producer has taken already cannot be held back. Calls come from any thread.
     */
    public final class Lane {
        /** Nothing more is accepted. */
        private volatile @Nullable NotStoredException refusal;
        /** Nothing more is sent, not even what waits for the thread. */
        private volatile @Nullable NotStoredException fault;

        private Lane() {}

        /** As {@link LogWriter#append}; fails at once after a record of this lane failed. */
        public CompletableFuture<Long> append(Topic topic, String key, SpecificRecord value) {
            CompletableFuture<Long> stored = new CompletableFuture<>();
            NotStoredException earlier = refusal;
            if (earlier != null) {
                stored.completeExceptionally(earlier);
                return stored;
            }
            try {
                thread.execute(() -> send(new ProducerRecord<>(topic.name(), key, value), stored));
            } catch (RejectedExecutionException e) {
                NotStoredException full = new NotStoredException("too many records wait for Kafka", e);
                refusal = full;
                stored.completeExceptionally(full);
            }
            return stored;
        }

        private void send(ProducerRecord<String, SpecificRecord> appended, CompletableFuture<Long> stored) {
            if (stored.isDone()) {
                return;
            }
            NotStoredException earlier = fault;
            if (earlier != null) {
                stored.completeExceptionally(earlier);
                return;
            }
            try {
                producer.send(appended, (metadata, notTaken) -> {
                    if (notTaken == null) {
                        stored.complete(metadata.offset());
                    } else {
                        fail(stored, "Kafka did not take the record", notTaken);
                    }
                });
            } catch (RuntimeException e) {
                fail(stored, "the record could not be sent", e);
            }
        }

        private void fail(CompletableFuture<Long> stored, String message, Throwable cause) {
            NotStoredException made = new NotStoredException(message, cause);
            fault = made;
            refusal = made;
            stored.completeExceptionally(made);
        }
    }

    /** Sends what waits, as far as that goes in a few seconds. Blocks. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSE_TIMEOUT);
    }

    /** What stood behind a failed future. */
    public static Throwable cause(Throwable fault) {
        return fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    }

    /** The record is not known to be on the log; whether it is will show. */
    public static final class NotStoredException extends RuntimeException {
        NotStoredException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
