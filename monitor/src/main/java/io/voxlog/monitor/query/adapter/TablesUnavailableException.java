package io.voxlog.monitor.query.adapter;

/** The tables cannot be asked for now; the same question may be asked again. */
public final class TablesUnavailableException extends IllegalStateException {
    TablesUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
