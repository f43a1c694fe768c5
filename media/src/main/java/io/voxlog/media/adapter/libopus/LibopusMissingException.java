package io.voxlog.media.adapter.libopus;

/** No libopus can be loaded here; the message says what was tried and why it failed. */
public final class LibopusMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LibopusMissingException(String message, Throwable cause) {
        super(message, cause);
    }
}
