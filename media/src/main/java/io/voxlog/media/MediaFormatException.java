package io.voxlog.media;

/** The bytes are not what their format demands; the message says what is wrong and, for files, what to do about it. */
public final class MediaFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MediaFormatException(String message) {
        super(message);
    }

    public MediaFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
