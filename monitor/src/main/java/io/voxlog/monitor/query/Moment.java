package io.voxlog.monitor.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A bound of a time range: a position in the room, or a time of day.
 *
 * @param seconds since the room's t0, if {@code at} is null
 */
public record Moment(double seconds, @Nullable Instant at) {
    private static final double NANOS = 1e9;
    private static final int MAX_YEAR = 9999;

    /**
     * Parses seconds since t0, such as 12.5, or an ISO 8601 time with offset, such as 2026-11-20T14:00:00Z, of the
     * years 0 to 9999 (as RFC 3339 has them).
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Moment parse(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() < 0 || time.getYear() > MAX_YEAR) {
                throw new IllegalArgumentException(text);
            }
            return new Moment(0, time.toInstant());
        } catch (DateTimeException noTime) {
            double seconds = Double.parseDouble(text);
            if (!Double.isFinite(seconds) || seconds < 0) {
                throw new IllegalArgumentException(text, noTime);
            }
            return new Moment(seconds, null);
        }
    }

    /** A time of day. */
    public static Moment of(Instant at) {
        return new Moment(0, at);
    }

    /** Seconds since t0; positive infinity for a time of day in a room without t0, where nothing was said yet. */
    public double secondsSince(@Nullable Instant t0) {
        if (at == null) {
            return seconds;
        }
        return t0 == null ? Double.POSITIVE_INFINITY : Duration.between(t0, at).toMillis() / 1_000d;
    }

    /** Whether this is surely after the other; bounds of different kinds are not comparable without t0. */
    public boolean isAfter(Moment other) {
        if (at != null && other.at != null) {
            return at.isAfter(other.at);
        }
        return at == null && other.at == null && seconds > other.seconds;
    }

    /** For messages. */
    @Override
    public String toString() {
        return at == null ? Math.round(seconds * NANOS) / NANOS + " s" : at.toString();
    }
}
