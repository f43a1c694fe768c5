package io.voxlog.app.bench;

import org.jspecify.annotations.Nullable;

/** A measurement could not be made; the message says why. */
public final class BenchFailedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    BenchFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
