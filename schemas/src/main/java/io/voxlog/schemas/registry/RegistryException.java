package io.voxlog.schemas.registry;

import org.jspecify.annotations.Nullable;

/** The registry does not answer, refuses a schema, or lacks one; the message names the cause and what to do. */
public final class RegistryException extends IllegalStateException {
    RegistryException(String message) {
        super(message);
    }

    RegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
