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
        this.producer = new KafkaProducer<>(config, new StringSerializer(), serdes.serializer());
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
        CompletableFuture<Long> stored = new CompletableFuture<>();
        try {
            thread.execute(() -> send(new ProducerRecord<>(topic.name(), key, value), stored));
        } catch (RejectedExecutionException e) {
            stored.completeExceptionally(new NotStoredException("too many records wait for Kafka", e));
        }
        return stored;
    }

    private void send(ProducerRecord<String, SpecificRecord> appended, CompletableFuture<Long> stored) {
        if (stored.isDone()) {
            return;
        }
        try {
            producer.send(appended, (metadata, fault) -> {
                if (fault == null) {
                    stored.complete(metadata.offset());
                } else {
                    stored.completeExceptionally(new NotStoredException("Kafka did not take the record", fault));
                }
            });
        } catch (RuntimeException e) {
            stored.completeExceptionally(new NotStoredException("the record could not be sent", e));
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
