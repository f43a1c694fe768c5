package io.voxlog.stt.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A speech-to-text engine or provider. Thread-safe. */
public interface SttEngine extends AutoCloseable {
    /** Short stable name for records, such as {@code tone} or {@code offline}. */
    String name();

    /** One line for people: what it is good for and what it is not. */
    String description();

    /** Changes whenever the same audio may give other words: model, version, settings. */
    String configHash();

    /**
     * Opens a stream. Returns at once; audio may be sent at once and is kept until the engine is ready.
     *
     * @throws SttException if the engine will never take this stream
     */
    SttStream open(SttStreamConfig config, SttListener listener);

    /**
     * Whether it can take streams now: completes when it can be reached, or fails with a message for operators. Never
     * blocks; the caller bounds the wait.
     */
    default CompletionStage<Void> ready() {
        return CompletableFuture.completedFuture(null);
    }

    /** Ends all streams without further callbacks and frees what the engine holds. */
    @Override
    void close();
}
