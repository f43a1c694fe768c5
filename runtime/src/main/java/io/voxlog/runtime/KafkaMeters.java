package io.voxlog.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.voxlog.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.jspecify.annotations.Nullable;

/**
 * Shows a chosen few of a Kafka client's measurements as gauges, under the names that Micrometer's own binder gives
 * them ({@code kafka.<group>.<name>}). A client makes it by name; the registry comes with the client's properties.
 * Being told by the client of each measurement as it comes and goes, it needs no thread and costs nothing between
 * scrapes. Lag of PCM topics is left out: there is one for each participant, and {@code kafka-consumer-groups} shows
 * it.
 */
public final class KafkaMeters implements MetricsReporter {
    static final String REGISTRY = "voxlog.meter.registry";

    private static final Set<String> BY_CLIENT = Set.of("client-id");
    private static final Set<String> BY_PARTITION = Set.of("client-id", "topic", "partition");

    /** What is shown, by group and name, with the tags that it must have: some names stand at several levels. */
    private static final Map<String, Set<String>> SHOWN = Map.ofEntries(
            Map.entry("consumer-fetch-manager-metrics/records-lag", BY_PARTITION),
            Map.entry("consumer-fetch-manager-metrics/records-lag-max", BY_CLIENT),
            Map.entry("consumer-fetch-manager-metrics/records-consumed-total", BY_CLIENT),
            Map.entry("consumer-fetch-manager-metrics/bytes-consumed-total", BY_CLIENT),
            Map.entry("consumer-coordinator-metrics/rebalance-total", BY_CLIENT),
            Map.entry("consumer-coordinator-metrics/assigned-partitions", BY_CLIENT),
            Map.entry("consumer-coordinator-metrics/last-heartbeat-seconds-ago", BY_CLIENT),
            Map.entry("producer-metrics/record-send-total", BY_CLIENT),
            Map.entry("producer-metrics/record-error-total", BY_CLIENT),
            Map.entry("producer-metrics/record-retry-total", BY_CLIENT),
            Map.entry("producer-metrics/request-latency-avg", BY_CLIENT),
            Map.entry("producer-metrics/buffer-available-bytes", BY_CLIENT),
            Map.entry("stream-metrics/failed-stream-threads", BY_CLIENT),
            Map.entry("stream-metrics/alive-stream-threads", BY_CLIENT));

    private final Map<MetricName, Meter.Id> shown = new ConcurrentHashMap<>();
    private volatile @Nullable MeterRegistry registry;

    @Override
    public void configure(Map<String, ?> configs) {
        registry = configs.get(REGISTRY) instanceof MeterRegistry given ? given : null;
    }

    @Override
    public void init(List<KafkaMetric> metrics) {
        metrics.forEach(this::metricChange);
    }

    @Override
    public void metricChange(KafkaMetric metric) {
        MetricName name = metric.metricName();
        MeterRegistry target = registry;
        Set<String> wanted = SHOWN.get(name.group() + "/" + name.name());
        if (target == null || wanted == null || !name.tags().keySet().equals(wanted) || isLeftOut(name)) {
            return;
        }
        Gauge gauge = Gauge.builder(meterName(name), metric, KafkaMeters::value)
                .description(name.description())
                .tags(tags(name))
                .strongReference(true)
                .register(target);
        shown.put(name, gauge.getId());
    }

    @Override
    public void metricRemoval(KafkaMetric metric) {
        Meter.Id id = shown.remove(metric.metricName());
        MeterRegistry target = registry;
        if (id != null && target != null) {
            target.remove(id);
        }
    }

    @Override
    public void close() {
        MeterRegistry target = registry;
        if (target != null) {
            shown.values().forEach(target::remove);
        }
        shown.clear();
    }

    private static double value(KafkaMetric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Also Kafka's deprecated doubles, with underscores for the dots of a topic: no other topic of ours has any. */
    private static boolean isLeftOut(MetricName name) {
        String topic = name.tags().getOrDefault("topic", "");
        return topic.startsWith(Topics.PCM_PREFIX) || topic.contains("_");
    }

    private static String meterName(MetricName name) {
        return "kafka." + name.group().replace("-metrics", "").replace('-', '.') + "."
                + name.name().replace('-', '.');
    }

    private static Tags tags(MetricName name) {
        Map<String, String> sorted = new TreeMap<>(name.tags());
        return Tags.of(sorted.entrySet().stream()
                .map(tag -> Tag.of(tag.getKey().replace('-', '.'), tag.getValue()))
                .toList());
    }
}
