package io.voxlog.ingest.metric;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The counters of the role, all there from the start. Safe for all threads. */
public final class Counters {
    public static final String AUDIO_DROPPED = "voxlog.ingest.audio.dropped";
    public static final String AUDIO_DROPPED_MILLIS = "voxlog.ingest.audio.dropped.milliseconds";
    public static final String AUDIO_SAMPLE_FRAMES = "voxlog.ingest.audio.sample.frames";
    public static final String AUTHENTICATION_THROTTLED = "voxlog.ingest.authentication.throttled";
    public static final String CONNECTIONS_REFUSED = "voxlog.ingest.connections.refused";
    public static final String ORIGINS_REFUSED = "voxlog.ingest.origins.refused";
    public static final String REQUESTS_TIMED_OUT = "voxlog.ingest.requests.timed.out";
    public static final String AUDIO_PACKETS = "voxlog.ingest.audio.packets";
    public static final String AUDIO_REFUSED = "voxlog.ingest.audio.refused";
    public static final String AUDIO_LATE = "voxlog.ingest.audio.late.packets";
    public static final String ORGANIZATION_UNRESOLVED = "voxlog.ingest.organization.unresolved";
    public static final String WEBHOOK_DUPLICATES = "voxlog.ingest.webhook.duplicates";
    public static final String WEBHOOK_NOT_STORED = "voxlog.ingest.webhook.not.stored";
    public static final String WEBHOOK_REFUSED = "voxlog.ingest.webhook.refused";
    public static final String WEBHOOK_STORED = "voxlog.ingest.webhook.stored";
    public static final String WEBHOOK_UNKNOWN_EVENTS = "voxlog.ingest.webhook.unknown.events";
    public static final String WEBHOOK_UNKNOWN_FIELDS = "voxlog.ingest.webhook.unknown.fields";

    private static final List<String> NAMES = List.of(
            AUDIO_DROPPED,
            AUDIO_DROPPED_MILLIS,
            AUDIO_SAMPLE_FRAMES,
            AUTHENTICATION_THROTTLED,
            CONNECTIONS_REFUSED,
            ORIGINS_REFUSED,
            REQUESTS_TIMED_OUT,
            AUDIO_PACKETS,
            AUDIO_REFUSED,
            AUDIO_LATE,
            ORGANIZATION_UNRESOLVED,
            WEBHOOK_DUPLICATES,
            WEBHOOK_NOT_STORED,
            WEBHOOK_REFUSED,
            WEBHOOK_STORED,
            WEBHOOK_UNKNOWN_EVENTS,
            WEBHOOK_UNKNOWN_FIELDS);

    private final Map<String, Counter> counters;

    public Counters(MeterRegistry meters) {
        this.counters = NAMES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), meters::counter));
    }

    public void count(String name) {
        count(name, 1);
    }

    public void count(String name, long by) {
        counter(name).increment((double) by);
    }

    /** The value now. */
    public long value(String name) {
        return (long) counter(name).count();
    }

    private Counter counter(String name) {
        Counter counter = counters.get(name);
        if (counter == null) {
            throw new IllegalArgumentException("no counter of this role: " + name);
        }
        return counter;
    }
}
