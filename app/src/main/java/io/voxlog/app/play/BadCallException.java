package io.voxlog.app.play;

/** A call folder cannot be played; the message names the file and the remedy. */
public final class BadCallException extends IllegalArgumentException {
    BadCallException(String message) {
        super(message);
    }

    BadCallException(String message, Throwable cause) {
        super(message, cause);
    }
}
