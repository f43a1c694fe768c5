package io.voxlog.notifier.signing;

/** A signing secret is not where its reference says, or has no usable form. The message holds no part of it. */
public final class UnusableSecretException extends IllegalStateException {
    UnusableSecretException(String message) {
        super(message);
    }
}
