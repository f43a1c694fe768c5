package io.voxlog.ingest.metric;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Named counters, safe for all threads. */
public final class Counters {
    public static final String AUDIO_PACKETS = "voxlog_ingest_audio_packets_total";
    public static final String AUDIO_REFUSED = "voxlog_ingest_audio_refused_total";
    public static final String AUDIO_LATE = "voxlog_ingest_audio_late_packets_total";
    public static final String ORGANIZATION_UNRESOLVED = "voxlog_ingest_organization_unresolved_total";
    public static final String WEBHOOK_DUPLICATES = "voxlog_ingest_webhook_duplicates_total";
    public static final String WEBHOOK_NOT_STORED = "voxlog_ingest_webhook_not_stored_total";
    public static final String WEBHOOK_REFUSED = "voxlog_ingest_webhook_refused_total";
    public static final String WEBHOOK_STORED = "voxlog_ingest_webhook_stored_total";
    public static final String WEBHOOK_UNKNOWN_EVENTS = "voxlog_ingest_webhook_unknown_events_total";
    public static final String WEBHOOK_UNKNOWN_FIELDS = "voxlog_ingest_webhook_unknown_fields_total";

    private final Map<String, LongAdder> values = new ConcurrentHashMap<>();

    public void count(String name) {
        count(name, 1);
    }

    public void count(String name, long by) {
        values.computeIfAbsent(name, key -> new LongAdder()).add(by);
    }

    /** The value now; 0 for what was never counted. */
    public long value(String name) {
        LongAdder adder = values.get(name);
        return adder == null ? 0 : adder.sum();
    }

    /** All counters in Prometheus text format 0.0.4. */
    public String text() {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(entry -> "# TYPE " + entry.getKey() + " counter\n" + entry.getKey() + " "
                                + entry.getValue().sum() + "\n")
                        .collect(Collectors.joining());
    }
}
