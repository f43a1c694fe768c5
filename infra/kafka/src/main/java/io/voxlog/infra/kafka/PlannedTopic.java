package io.voxlog.infra.kafka;

import java.util.Map;

/**
 * How a topic ought to be.
 *
 * @param name the topic's name
 * @param owner the role that writes it
 * @param room keyed by room: the count is that of all room topics and never grows
 * @param partitions count
 * @param settings topic settings by Kafka's names; those not named are the broker's
 */
public record PlannedTopic(String name, String owner, boolean room, int partitions, Map<String, String> settings) {
    public PlannedTopic {
        settings = Map.copyOf(settings);
        if (partitions < 1) {
            throw new IllegalArgumentException(name + " needs at least one partition, not " + partitions);
        }
    }
}
