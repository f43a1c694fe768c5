package io.voxlog.infra.registry;

/** The registry cannot be started. The message names the cause and the log file. */
public final class RegistryProcessException extends IllegalStateException {
    RegistryProcessException(String message) {
        super(message);
    }

    RegistryProcessException(String message, Throwable cause) {
        super(message, cause);
    }
}
