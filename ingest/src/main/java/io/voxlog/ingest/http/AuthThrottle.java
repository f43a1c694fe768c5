package io.voxlog.ingest.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * How often a caller may fail to authenticate: a token bucket per caller, refilled over a minute. It is asked only
 * after a failure, so whoever authenticates is never held up, whoever else shares the address. Remembers a bounded
 * number of callers, the most recent ones. Confined to one thread.
 */
public final class AuthThrottle {
    private static final int MAX_CALLERS = 10_000;
    private static final double NANOS_PER_MINUTE = 60e9;

    private final int perMinute;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> callers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_CALLERS;
        }
    };

    private record Bucket(double left, long atNanos) {}

    /** @param perMinute failures that are answered as such; 0 for any number */
    public AuthThrottle(int perMinute, LongSupplier nanoTime) {
        this.perMinute = perMinute;
        this.nanoTime = nanoTime;
    }

    /**
     * A caller failed to authenticate. Empty if it may be told so; else the seconds after which it may try again.
     *
     * @param address of the caller, as text; of IPv6 the network of 64 bits counts
     */
    public OptionalLong failed(String address) {
        if (perMinute == 0) {
            return OptionalLong.empty();
        }
        String caller = network(address);
        long now = nanoTime.getAsLong();
        Bucket bucket = callers.getOrDefault(caller, new Bucket(perMinute, now));
        double refill = (now - bucket.atNanos()) / NANOS_PER_MINUTE * perMinute;
        double left = Math.min(perMinute, bucket.left() + refill);
        if (left >= 1) {
            callers.put(caller, new Bucket(left - 1, now));
            return OptionalLong.empty();
        }
        callers.put(caller, new Bucket(left, now));
        return OptionalLong.of(Math.max(1, (long) Math.ceil((1 - left) * 60 / perMinute)));
    }

    private static String network(String address) {
        int groups = 0;
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) == ':' && ++groups == 4) {
                return address.substring(0, i);
            }
        }
        return address;
    }
}
