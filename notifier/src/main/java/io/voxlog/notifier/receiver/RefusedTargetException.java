package io.voxlog.notifier.receiver;

/** A webhook's URL or address is none that may be used. The message does not show the URL, which may hold a token. */
public final class RefusedTargetException extends IllegalArgumentException {
    RefusedTargetException(String message) {
        super(message);
    }
}
