package io.voxlog.infra.kafka;

import java.util.Map;

/**
 * How a share group ought to be.
 *
 * @param name the group's id
 * @param settings group settings by Kafka's names
 */
public record PlannedGroup(String name, Map<String, String> settings) {
    public PlannedGroup {
        settings = Map.copyOf(settings);
    }
}
