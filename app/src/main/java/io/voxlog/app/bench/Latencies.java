package io.voxlog.app.bench;

import java.util.Arrays;
import java.util.Locale;

/** Every latency of a run, so that percentiles are exact. Not thread-safe. */
final class Latencies {
    private long[] nanos = new long[1 << 16];
    private int count;

    void add(long latencyNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = latencyNanos;
    }

    int count() {
        return count;
    }

    /** One line: count, median, 99th and 99.9th percentile and maximum in milliseconds. */
    String summary() {
        if (count == 0) {
            return "nothing arrived";
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, max %.1f ms (%d measured)",
                millis(sorted, 0.5),
                millis(sorted, 0.99),
                millis(sorted, 0.999),
                sorted[count - 1] / 1e6,
                count);
    }

    private static double millis(long[] sorted, double share) {
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, index)] / 1e6;
    }
}
