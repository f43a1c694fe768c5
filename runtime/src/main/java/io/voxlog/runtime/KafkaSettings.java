package io.voxlog.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.voxlog.schemas.RoomPartitioner;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How clients reach Kafka, and the settings that Voxlog's guarantees rest on.
 *
 * @param bootstrapServers host:port, comma separated
 * @param extra client properties that apply to every client (security, for instance) and win over the defaults here
 * @param meters where clients show what they measure
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> extra, Optional<MeterRegistry> meters) {
    private static final String PREFIX = "KAFKA_";
    private static final String BOOTSTRAP = "KAFKA_BOOTSTRAP_SERVERS";

    /** Properties that Voxlog sets itself and relies on. */
    private static final Set<String> OURS = Set.of(
            "acks",
            "allow.auto.create.topics",
            "auto.offset.reset",
            "client.id",
            "enable.auto.commit",
            "enable.idempotence",
            "exclude.internal.topics",
            "group.id",
            "group.instance.id",
            "group.protocol",
            "group.remote.assignor",
            "isolation.level",
            "key.deserializer",
            "key.serializer",
            "metric.reporters",
            "partition.assignment.strategy",
            "partitioner.class",
            "share.acknowledgement.mode",
            "share.acquire.mode",
            "transaction.timeout.ms",
            "transactional.id",
            "value.deserializer",
            "value.serializer");

    public KafkaSettings {
        extra = Map.copyOf(extra);
    }

    public KafkaSettings(String bootstrapServers, Map<String, String> extra) {
        this(bootstrapServers, extra, Optional.empty());
    }

    public static KafkaSettings of(String bootstrapServers) {
        return new KafkaSettings(bootstrapServers, Map.of());
    }

    /**
     * {@code KAFKA_BOOTSTRAP_SERVERS}, and {@code KAFKA_<PROPERTY>} for any other property of Kafka's clients. Names
     * that are no client property are left alone: shells carry {@code KAFKA_HOME} and the like. Properties that the
     * guarantees rest on are refused.
     *
     * @param fallback host:port; empty where the variable must be set
     */
    public static KafkaSettings from(Env env, String fallback) {
        Map<String, String> extra = new TreeMap<>();
        env.startingWith(PREFIX).forEach((name, value) -> {
            String property =
                    name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
            if (OURS.contains(property)) {
                env.refuse(name, "must not be set: Voxlog relies on its own " + property);
            } else if (!name.equals(BOOTSTRAP) && isClientProperty(property)) {
                extra.put(property, value);
            }
        });
        String what = "the brokers as host:port, comma separated";
        String servers = fallback.isEmpty() ? env.required(BOOTSTRAP, what) : env.string(BOOTSTRAP, fallback);
        return new KafkaSettings(servers, extra);
    }

    /** The same, with the clients' own measurements in this registry too. */
    public KafkaSettings measuredBy(MeterRegistry registry) {
        return new KafkaSettings(bootstrapServers, extra, Optional.of(registry));
    }

    private static boolean isClientProperty(String property) {
        return ConsumerConfig.configNames().contains(property)
                || ProducerConfig.configNames().contains(property)
                || AdminClientConfig.configNames().contains(property);
    }

    /** Admin client. */
    public Map<String, Object> admin(String clientId) {
        return common(clientId);
    }

    /**
     * Live lane: idempotent, at least once, small linger. Fails a send after [5 s] (max.block) and [10 s] (delivery).
     */
    public Map<String, Object> liveProducer(String clientId) {
        Map<String, Object> config = common(clientId);
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("linger.ms", 5);
        config.put("compression.type", "lz4");
        config.put("max.block.ms", 5_000);
        config.put("request.timeout.ms", 5_000);
        config.put("delivery.timeout.ms", 10_000);
        config.put("partitioner.class", RoomPartitioner.class.getName());
        config.putAll(extra);
        return config;
    }

    /** Record lane: transactions that are begun, filled and committed at once. */
    public Map<String, Object> recordProducer(String clientId, String transactionalId) {
        Map<String, Object> config = liveProducer(clientId);
        config.put("transactional.id", transactionalId);
        config.put("transaction.timeout.ms", 2_000);
        config.put("linger.ms", 0);
        config.put("delivery.timeout.ms", 5_000);
        config.put("request.timeout.ms", 2_000);
        return config;
    }

    /**
     * Member of a KIP-848 group: its session timeout is the broker's. Reads committed records only, commits by hand.
     */
    public Map<String, Object> groupConsumer(String clientId, String groupId) {
        Map<String, Object> config = assignConsumer(clientId);
        config.put("group.id", groupId);
        config.put("group.protocol", "consumer");
        config.put("auto.offset.reset", "earliest");
        return config;
    }

    /** Reads partitions it is told to, outside of any group; a position must be given. */
    public Map<String, Object> assignConsumer(String clientId) {
        Map<String, Object> config = common(clientId);
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "none");
        config.put("isolation.level", "read_committed");
        config.put("allow.auto.create.topics", false);
        config.put("fetch.max.wait.ms", 100);
        config.putAll(extra);
        return config;
    }

    private Map<String, Object> common(String clientId) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", bootstrapServers);
        config.put("client.id", clientId);
        config.put("reconnect.backoff.ms", 50);
        config.put("reconnect.backoff.max.ms", 500);
        config.put("enable.metrics.push", false);
        meters.ifPresent(registry -> {
            config.put("metric.reporters", KafkaMeters.class.getName());
            config.put(KafkaMeters.REGISTRY, registry);
        });
        config.putAll(extra);
        return config;
    }

    /** Without the values of properties, some of which are secrets. */
    @Override
    public String toString() {
        return "KafkaSettings[" + bootstrapServers + ", " + extra.keySet() + "]";
    }
}
