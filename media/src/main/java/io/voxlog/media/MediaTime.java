package io.voxlog.media;

import java.time.Duration;

/**
 * A position on a room's timebase: ticks of 1/48000 s since the room's t0. A tick is one step of an Opus RTP clock (RFC
 * 7587, section 4.1); a 16 kHz sample is 3 ticks, a 24 kHz sample 2.
 */
public record MediaTime(long ticks) implements Comparable<MediaTime> {
    public static final int TICKS_PER_SECOND = 48_000;
    public static final int TICKS_PER_MILLI = 48;
    public static final MediaTime ZERO = new MediaTime(0);

    /** Whole milliseconds since t0. */
    public static MediaTime ofMillis(long millis) {
        return new MediaTime(Math.multiplyExact(millis, TICKS_PER_MILLI));
    }

    /** The nearest tick to a number of seconds. */
    public static MediaTime ofSeconds(double seconds) {
        return new MediaTime(Math.round(seconds * TICKS_PER_SECOND));
    }

    /** Samples at a rate that divides 48000. */
    public static MediaTime ofSamples(long samples, int sampleRateHz) {
        return new MediaTime(Math.multiplyExact(samples, ticksPerSample(sampleRateHz)));
    }

    /** Ticks of one sample at a rate that divides 48000. */
    public static int ticksPerSample(int sampleRateHz) {
        if (sampleRateHz <= 0 || TICKS_PER_SECOND % sampleRateHz != 0) {
            throw new IllegalArgumentException(sampleRateHz + " Hz does not divide " + TICKS_PER_SECOND);
        }
        return TICKS_PER_SECOND / sampleRateHz;
    }

    public MediaTime plus(long moreTicks) {
        return new MediaTime(Math.addExact(ticks, moreTicks));
    }

    public double seconds() {
        return ticks / (double) TICKS_PER_SECOND;
    }

    /** Whole milliseconds, rounded down. */
    public long millis() {
        return Math.floorDiv(ticks, TICKS_PER_MILLI);
    }

    public Duration toDuration() {
        return Duration.ofNanos(Math.multiplyExact(ticks, 62_500L) / 3);
    }

    @Override
    public int compareTo(MediaTime other) {
        return Long.compare(ticks, other.ticks);
    }
}
