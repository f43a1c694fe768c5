package io.voxlog.app.play;

/** A call could not be played to its end; the message names the cause. */
public final class PlayFailedException extends IllegalStateException {
    PlayFailedException(String message) {
        super(message);
    }

    PlayFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
