package io.voxlog.infra.kafka;

import java.util.List;
import java.util.stream.Stream;

/**
 * What provisioning found and did.
 *
 * @param topics every topic of the plan, in its order
 * @param groupsSet share groups whose settings were written just now
 * @param groupDrift settings of share groups that differ from the plan and were not written
 */
public record ProvisioningReport(List<TopicStatus> topics, List<String> groupsSet, List<Drift> groupDrift) {
    public ProvisioningReport {
        topics = List.copyOf(topics);
        groupsSet = List.copyOf(groupsSet);
        groupDrift = List.copyOf(groupDrift);
    }

    /** Everything that differs from the plan, of topics and groups. */
    public List<Drift> drift() {
        return Stream.concat(topics.stream().flatMap(topic -> topic.drift().stream()), groupDrift.stream())
                .toList();
    }

    /** Names of the topics in this state. */
    public List<String> named(TopicStatus.State state) {
        return topics.stream()
                .filter(topic -> topic.state() == state)
                .map(topic -> topic.planned().name())
                .toList();
    }
}
