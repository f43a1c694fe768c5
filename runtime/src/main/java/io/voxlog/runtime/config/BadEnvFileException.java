package io.voxlog.runtime.config;

import org.jspecify.annotations.Nullable;

/** A file of variables cannot be used; the message names file and lines. */
public final class BadEnvFileException extends IllegalArgumentException {
    BadEnvFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
