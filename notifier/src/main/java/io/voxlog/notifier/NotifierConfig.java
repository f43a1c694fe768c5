package io.voxlog.notifier;

import io.voxlog.notifier.delivery.RetryPolicy;
import io.voxlog.notifier.signing.SecretReferences;
import io.voxlog.runtime.Backoff;
import io.voxlog.runtime.Env;
import java.time.Duration;

/**
 * How the notifier runs.
 *
 * @param retries when to try again and when to give up
 * @param timeout of one attempt, from the look-up of the name to the end of the answer
 * @param concurrency attempts to one webhook at once
 * @param maxOwed deliveries that may wait for one webhook in this process; those beyond are given up at once
 * @param allowPrivate also addresses that are not public
 * @param secrets finds signing secrets
 */
public record NotifierConfig(
        RetryPolicy retries,
        Duration timeout,
        int concurrency,
        int maxOwed,
        boolean allowPrivate,
        SecretReferences secrets) {
    private static final Duration FLOOR = Duration.ofMillis(500);
    private static final Duration BASE = Duration.ofSeconds(5);
    private static final Duration CAP = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /**
     * Reads {@code NOTIFIER_RETRY_BASE} [5s], {@code NOTIFIER_RETRY_CAP} [1h], {@code NOTIFIER_MAX_ATTEMPTS} [50],
     * {@code NOTIFIER_GIVE_UP_AFTER} [24h], {@code NOTIFIER_TIMEOUT} [15s], {@code NOTIFIER_CONCURRENCY} [8],
     * {@code NOTIFIER_MAX_OWED} [10000], {@code NOTIFIER_ALLOW_PRIVATE} [false], and later the variables that secret
     * references name.
     */
    public static NotifierConfig from(Env env) {
        RetryPolicy retries = new RetryPolicy(
                waits(env.duration("NOTIFIER_RETRY_BASE", BASE), env.duration("NOTIFIER_RETRY_CAP", CAP)),
                env.integer("NOTIFIER_MAX_ATTEMPTS", 50, 1, 10_000),
                env.duration("NOTIFIER_GIVE_UP_AFTER", DAY));
        return new NotifierConfig(
                retries,
                positive(env, "NOTIFIER_TIMEOUT", TIMEOUT),
                env.integer("NOTIFIER_CONCURRENCY", 8, 1, 1_000),
                env.integer("NOTIFIER_MAX_OWED", 10_000, 1, 1_000_000),
                env.bool("NOTIFIER_ALLOW_PRIVATE", false),
                new SecretReferences(env::secret));
    }

    private static Duration positive(Env env, String name, Duration fallback) {
        Duration value = env.duration(name, fallback);
        if (value.isZero()) {
            env.refuse(name, "must be longer than nothing");
            return fallback;
        }
        return value;
    }

    private static Backoff waits(Duration base, Duration cap) {
        Duration floor = base.compareTo(FLOOR) < 0 ? base : FLOOR;
        return new Backoff(floor, base, cap.compareTo(base) < 0 ? base : cap);
    }
}
