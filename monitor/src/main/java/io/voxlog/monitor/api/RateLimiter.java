package io.voxlog.monitor.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets each caller ask so many times a minute: a bucket of that many tokens, refilled evenly. It remembers a bounded
 * number of callers, those longest not seen are forgotten first. Not thread-safe.
 */
public final class RateLimiter {
    private static final double NANOS_PER_MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final int perMinute;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets;

    /**
     * @param perMinute requests of one caller, also at once
     * @param callers remembered at most
     * @param nanos monotonic clock
     */
    public RateLimiter(int perMinute, int callers, LongSupplier nanos) {
        this.perMinute = perMinute;
        this.nanos = nanos;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > callers;
            }
        };
    }

    /** Takes a token; 0 if there was one, else whole seconds until there is. */
    public long waitSeconds(String caller) {
        long now = nanos.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(caller, name -> new Bucket(perMinute, now));
        bucket.tokens = Math.min(perMinute, bucket.tokens + (now - bucket.at) * perMinute / NANOS_PER_MINUTE);
        bucket.at = now;
        if (bucket.tokens >= 1) {
            bucket.tokens--;
            return 0;
        }
        double missing = (1 - bucket.tokens) * NANOS_PER_MINUTE / perMinute;
        return Math.max(1, (long) Math.ceil(missing / TimeUnit.SECONDS.toNanos(1)));
    }

    int callers() {
        return buckets.size();
    }

    private static final class Bucket {
        private double tokens;
        private long at;

        Bucket(double tokens, long at) {
            this.tokens = tokens;
            this.at = at;
        }
    }
}
