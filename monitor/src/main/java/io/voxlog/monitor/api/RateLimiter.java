package io.voxlog.monitor.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets each caller ask so many times a minute, also at once: the generic cell rate algorithm (ITU-T I.371), in whole
 * nanoseconds. It remembers a bounded number of callers; those longest not seen are forgotten first. Not thread-safe.
 */
public final class RateLimiter {
    private final long intervalNanos;
    private final long burstNanos;
    private final LongSupplier nanos;
    /** When a caller that had asked evenly would ask next. */
    private final Map<String, Long> due;

    /**
     * @param perMinute requests of one caller
     * @param callers remembered at most
     * @param nanos monotonic clock
     */
    public RateLimiter(int perMinute, int callers, LongSupplier nanos) {
        this.intervalNanos = TimeUnit.MINUTES.toNanos(1) / perMinute;
        this.burstNanos = intervalNanos * (perMinute - 1);
        this.nanos = nanos;
        this.due = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > callers;
            }
        };
    }

    /** Counts a request in; 0 if it may be made, else whole seconds until one may. */
    public long waitSeconds(String caller) {
        long now = nanos.getAsLong();
        long ahead = Math.max(0, due.getOrDefault(caller, now) - now);
        long early = ahead - burstNanos;
        if (early > 0) {
            return (early + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
        }
        due.put(caller, now + ahead + intervalNanos);
        return 0;
    }

    int callers() {
        return due.size();
    }
}
