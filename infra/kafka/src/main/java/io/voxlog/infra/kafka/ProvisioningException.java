package io.voxlog.infra.kafka;

/** Topics or groups cannot be provisioned; the message names the cause and what to do. */
public final class ProvisioningException extends IllegalStateException {
    ProvisioningException(String message) {
        super(message);
    }

    ProvisioningException(String message, Throwable cause) {
        super(message, cause);
    }
}
