package io.voxlog.notifier.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt met with.
 *
 * @param status of HTTP; null where no answer came
 * @param error why it is no success, without secrets, URL or answer body; null with 2xx
 * @param retryAfter what the subscriber asked for; null where it asked for nothing
 */
public record Answer(
        @Nullable Integer status,
        @Nullable String error,
        @Nullable Duration retryAfter) {
    private static final int GONE = 410;

    /** The subscriber answered. */
    public static Answer of(int status, @Nullable Duration retryAfter) {
        if (status >= 200 && status < 300) {
            return new Answer(status, null, null);
        }
        String redirect = status >= 300 && status < 400 ? ", redirects are not followed" : "";
        return new Answer(status, "answered " + status + redirect, retryAfter);
    }

    /** No answer came, or nothing was sent. */
    public static Answer none(String error) {
        return new Answer(null, error, null);
    }

    boolean accepted() {
        return status != null && error == null;
    }

    /** The subscriber never wants to hear of it again. */
    boolean gone() {
        return status != null && status == GONE;
    }
}
