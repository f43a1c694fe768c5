package io.voxlog.infra.kafka;

import org.jspecify.annotations.Nullable;

/** The broker in the process cannot start or has failed; the message names the cause and what to do. */
public final class EmbeddedKafkaException extends IllegalStateException {
    EmbeddedKafkaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
