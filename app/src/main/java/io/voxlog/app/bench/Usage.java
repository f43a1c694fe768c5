package io.voxlog.app.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Map;
import java.util.TreeMap;

/**
 * What this process had used up at one moment. Threads that ended before are not in it, so that short-lived threads
 * count too little; the roles' threads live long.
 *
 * @param atNanos of the monotonic clock
 * @param cpuNanos of the whole process, collector and compiler included
 * @param gcCount collections
 * @param gcMillis pauses of collections
 * @param threads by what they work for
 */
record Usage(long atNanos, long cpuNanos, long gcCount, long gcMillis, Map<String, Threads> threads) {
    /** What threads of one kind used: processor time, and bytes allocated. */
    record Threads(long cpuNanos, long bytes) {
        Threads plus(Threads other) {
            return new Threads(cpuNanos + other.cpuNanos, bytes + other.bytes);
        }

        Threads since(Threads before) {
            return new Threads(cpuNanos - before.cpuNanos, bytes - before.bytes);
        }
    }

    private static final Threads NOTHING = new Threads(0, 0);

    static Usage now() {
        ThreadMXBean beans = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Map<String, Threads> threads = new TreeMap<>();
        for (ThreadInfo info : beans.getThreadInfo(beans.getAllThreadIds())) {
            if (info != null) {
                long id = info.getThreadId();
                Threads used = new Threads(
                        Math.max(0, beans.getThreadCpuTime(id)), Math.max(0, beans.getThreadAllocatedBytes(id)));
                threads.merge(purpose(info.getThreadName()), used, Threads::plus);
            }
        }
        long collections = 0;
        long pauses = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += collector.getCollectionCount();
            pauses += collector.getCollectionTime();
        }
        return new Usage(System.nanoTime(), processCpuNanos(), collections, pauses, Map.copyOf(threads));
    }

    static long processCpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    Usage since(Usage before) {
        Map<String, Threads> used = new TreeMap<>();
        threads.forEach((purpose, now) -> used.put(purpose, now.since(before.threads.getOrDefault(purpose, NOTHING))));
        return new Usage(
                atNanos - before.atNanos,
                cpuNanos - before.cpuNanos,
                gcCount - before.gcCount,
                gcMillis - before.gcMillis,
                Map.copyOf(used));
    }

    double cores() {
        return (double) cpuNanos / atNanos;
    }

    long bytes() {
        return threads.values().stream().mapToLong(Threads::bytes).sum();
    }

    private static String purpose(String thread) {
        if (thread.startsWith("kafka-producer-network-thread | audio-stream")) {
            return "audio-stream: producer";
        }
        if (thread.matches("audio-stream.*-\\d+$") && !thread.contains("|")) {
            return thread.matches("audio-stream-[^-]+$") ? "audio-stream: poll loop" : "audio-stream: workers";
        }
        if (thread.startsWith("audio-stream")) {
            return "audio-stream: poll loop";
        }
        if (thread.startsWith("vert.x-eventloop")) {
            return "ingest: event loop";
        }
        if (thread.startsWith("kafka-producer-network-thread | voxlog-ingest")) {
            return "ingest: producers";
        }
        if (thread.contains("ingest")) {
            return "ingest: log threads";
        }
        return thread.startsWith("data-plane-kafka") ? "broker: requests and network" : "other";
    }
}
