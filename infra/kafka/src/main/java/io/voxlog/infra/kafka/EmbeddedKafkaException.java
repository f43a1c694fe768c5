package io.voxlog.infra.kafka;

/** The broker in the process cannot start or has failed; the message names the cause and what to do. */
public final class EmbeddedKafkaException extends IllegalStateException {
    EmbeddedKafkaException(String message, Throwable cause) {
        super(message, cause);
    }
}
