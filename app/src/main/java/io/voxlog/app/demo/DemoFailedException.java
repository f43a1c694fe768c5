package io.voxlog.app.demo;

/** The demo did not reach its end; the message says what is missing. */
public final class DemoFailedException extends IllegalStateException {
    DemoFailedException(String message, @org.jspecify.annotations.Nullable Throwable cause) {
        super(message, cause);
    }
}
