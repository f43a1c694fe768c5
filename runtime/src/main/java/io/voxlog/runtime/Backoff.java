package io.voxlog.runtime;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: attempt n waits a random time of at most {@code base * 2^(n-1)}, never more
 * than {@code cap} and never less than {@code floor}.
 *
 * @param floor least wait
 * @param base bound of the first wait
 * @param cap bound of every wait
 */
public record Backoff(Duration floor, Duration base, Duration cap) {
    public Backoff {
        if (floor.isNegative() || base.compareTo(floor) < 0 || cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("need 0 <= floor <= base <= cap: " + floor + ", " + base + ", " + cap);
        }
    }

    /** The wait before attempt {@code attempt + 1}; {@code attempt} counts from 1. */
    public Duration after(int attempt, RandomGenerator random) {
        long bound = cap.toMillis();
        int doublings = Math.min(Math.max(attempt - 1, 0), 30);
        bound = Math.min(bound, base.toMillis() << doublings);
        long spread = Math.max(0, bound - floor.toMillis());
        return floor.plusMillis(spread == 0 ? 0 : random.nextLong(spread + 1));
    }
}
