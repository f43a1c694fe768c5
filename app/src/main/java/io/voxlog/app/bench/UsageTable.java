package io.voxlog.app.bench;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** Prints what a process used up per unit of work. */
final class UsageTable {
    private UsageTable() {}

    /**
     * Prints the process as a whole and then each kind of thread, the busiest first.
     *
     * @param unit what was worked on, in the singular
     * @param count how many of them
     */
    static void print(PrintWriter out, Usage used, String unit, long count) {
        long threadNanos = 0;
        for (Usage.Threads threads : used.threads().values()) {
            threadNanos += threads.cpuNanos();
        }
        out.printf(
                Locale.ROOT,
                "  processor      %.2f cores, %.1f µs per %s%n",
                used.cores(),
                used.cpuNanos() / 1e3 / count,
                unit);
        out.printf(Locale.ROOT, "  allocated      %d bytes per %s%n", used.bytes() / count, unit);
        out.printf(
                Locale.ROOT,
                "  collections    %d, %d ms in all (%.2f %% of the time)%n",
                used.gcCount(),
                used.gcMillis(),
                used.gcMillis() * 1e8 / used.atNanos());
        out.printf(Locale.ROOT, "  %-32s %14s %14s%n", "threads", "µs/" + unit, "bytes/" + unit);
        used.threads().entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Usage.Threads> entry) ->
                                entry.getValue().cpuNanos())
                        .reversed())
                .forEach(entry -> line(
                        out,
                        entry.getKey(),
                        entry.getValue().cpuNanos(),
                        entry.getValue().bytes(),
                        count));
        line(out, "JVM: collector, compiler", Math.max(0, used.cpuNanos() - threadNanos), 0, count);
        out.flush();
    }

    private static void line(PrintWriter out, String name, long cpuNanos, long bytes, long count) {
        out.printf(Locale.ROOT, "    %-30s %14.1f %14d%n", name, cpuNanos / 1e3 / count, bytes / count);
    }
}
