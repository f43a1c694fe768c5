package io.voxlog.audio.adapter.kafka;

import org.jspecify.annotations.Nullable;

/** The cluster did not do what was asked of it. The work of the session is dropped and begun again from the log. */
public final class AudioStreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AudioStreamException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Restores the thread's interrupt. */
    static AudioStreamException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new AudioStreamException("interrupted", cause);
    }
}
