package io.voxlog.app.demo;

import org.jspecify.annotations.Nullable;

/** The demo did not reach its end; the message says what is missing. */
public final class DemoFailedException extends IllegalStateException {
    DemoFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
