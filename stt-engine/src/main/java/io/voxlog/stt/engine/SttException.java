package io.voxlog.stt.engine;

/** An engine cannot go on with a stream. */
public final class SttException extends RuntimeException {
    private final boolean retryable;

    public SttException(String message, boolean retryable) {
        super(message);
        this.retryable = retryable;
    }

    public SttException(String message, boolean retryable, Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** Whether a new stream for the same audio may succeed. */
    public boolean retryable() {
        return retryable;
    }
}
