package io.voxlog.runtime.ops;

/** The ops server does not work; the message says why and what to do. */
public final class OpsServerException extends IllegalStateException {
    OpsServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
