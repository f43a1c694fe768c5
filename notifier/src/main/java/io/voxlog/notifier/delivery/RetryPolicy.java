package io.voxlog.notifier.delivery;

import io.voxlog.runtime.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What follows from an attempt. Only 2xx is a success. 410 ends a delivery at once; everything else, 4xx and redirects
 * included, is tried again, as a receiver or its configuration may be mended meanwhile.
 *
 * @param waits between attempts
 * @param maxAttempts the last one gives up
 * @param giveUpAfter age at which a failed attempt is the last; one is made at that age
 */
public record RetryPolicy(Backoff waits, int maxAttempts, Duration giveUpAfter) {

    /**
     * What becomes of a delivery.
     *
     * @param progress how far the delivery is now
     * @param nextAttemptAtMillis Unix milliseconds; 0 unless RETRYING
     */
    public record Verdict(Progress progress, long nextAttemptAtMillis) {}

    /**
     * Judges an attempt.
     *
     * @param attempt counted from 1
     * @param plannedAtMillis when the delivery was recorded, Unix milliseconds
     */
    public Verdict judge(int attempt, long plannedAtMillis, Answer answer, long nowMillis, RandomGenerator random) {
        if (answer.accepted()) {
            return new Verdict(Progress.DELIVERED, 0);
        }
        long deadline = plannedAtMillis + giveUpAfter.toMillis();
        if (answer.gone() || attempt >= maxAttempts || nowMillis >= deadline) {
            return new Verdict(Progress.GIVEN_UP, 0);
        }
        Duration wait = waits.after(attempt, random);
        Duration asked = answer.retryAfter();
        if (asked != null && asked.compareTo(wait) > 0) {
            wait = asked.compareTo(waits.cap()) > 0 ? waits.cap() : asked;
        }
        return new Verdict(Progress.RETRYING, Math.min(nowMillis + wait.toMillis(), deadline));
    }
}
