package io.voxlog.app.play;

import org.jspecify.annotations.Nullable;

/** A call could not be played to its end; the message names the cause. */
public final class PlayFailedException extends IllegalStateException {
    PlayFailedException(String message) {
        super(message);
    }

    PlayFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
