package io.voxlog.runtime;

import io.voxlog.schemas.RoomPartitioner;
import java.util.HashMap;
import java.util.Map;

/**
 * How clients reach Kafka, and the settings that Voxlog's guarantees rest on.
 *
 * @param bootstrapServers host:port, comma separated
 * @param extra client properties that apply to every client (security, for instance) and win over the defaults here
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> extra) {
    public KafkaSettings {
        extra = Map.copyOf(extra);
    }

    public static KafkaSettings of(String bootstrapServers) {
        return new KafkaSettings(bootstrapServers, Map.of());
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
        config.putAll(extra);
        return config;
    }
}
