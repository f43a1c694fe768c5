package io.voxlog.infra.postgres;

/** Postgres cannot be started or used. The message names the cause and what to do about it. */
public final class PostgresException extends IllegalStateException {
    PostgresException(String message) {
        super(message);
    }

    PostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
