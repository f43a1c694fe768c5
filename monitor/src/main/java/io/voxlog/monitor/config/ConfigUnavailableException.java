package io.voxlog.monitor.config;

/** The log that holds the configuration is not reached; the same call may be made again. */
public final class ConfigUnavailableException extends IllegalStateException {
    public ConfigUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
