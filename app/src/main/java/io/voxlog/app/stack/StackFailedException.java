package io.voxlog.app.stack;

import org.jspecify.annotations.Nullable;

/** The embedded stack cannot start or go on; the message says why and what to do. */
public final class StackFailedException extends IllegalStateException {
    public StackFailedException(String message) {
        super(message);
    }

    public StackFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
