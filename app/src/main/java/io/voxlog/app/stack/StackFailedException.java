package io.voxlog.app.stack;

/** The embedded stack cannot start or go on; the message says why and what to do. */
public final class StackFailedException extends IllegalStateException {
    public StackFailedException(String message) {
        super(message);
    }

    public StackFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
