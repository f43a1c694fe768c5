package io.voxlog.infra.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Makes the topics of a plan and sets its share groups. Doing it again changes nothing. It never deletes a topic, never
 * changes a partition count, and changes settings of a topic that exists only if told to: what differs is reported.
 * Calls block; one thread at a time.
 */
public final class TopicProvisioner {
    /** Reported in place of a setting's value that the cluster does not have. */
    private static final String ABSENT = "not set";

    private final ClusterState cluster;
    private final TopicPlan plan;

    /** @param admin stays the caller's */
    public TopicProvisioner(Admin admin, TopicPlan plan) {
        this.cluster = new ClusterState(admin);
        this.plan = plan;
    }

    /** Compares cluster and plan and changes nothing. */
    public ProvisioningReport diff() {
        Map<String, Integer> present = cluster.partitions(names());
        return new ProvisioningReport(statuses(present, List.of()), List.of(), groupDrift());
    }

    /**
     * Creates the topics that are missing and sets the share groups. Settings of topics that exist are only reported.
     *
     * @throws ProvisioningException if room topics exist with another partition count than the plan's; nothing is
     *     created then
     */
    public ProvisioningReport apply() {
        return apply(false);
    }

    /**
     * As {@link #apply()}, and on demand also brings the settings of existing topics to the plan's values. Mind that a
     * shorter retention makes the brokers drop old records.
     *
     * @param settingsToo whether settings of existing topics are changed
     */
    public ProvisioningReport apply(boolean settingsToo) {
        Map<String, Integer> before = cluster.partitions(names());
        refuseOtherRoomCounts(before);
        List<PlannedTopic> missing = plan.topics().stream()
                .filter(topic -> !before.containsKey(topic.name()))
                .toList();
        cluster.create(missing.stream().map(TopicProvisioner::newTopic).toList());
        if (settingsToo) {
            repair(before.keySet());
        }
        List<String> groupsSet = setGroups();
        Map<String, Integer> after = cluster.partitions(names());
        refuseOtherRoomCounts(after);
        return new ProvisioningReport(
                statuses(after, missing.stream().map(PlannedTopic::name).toList()), groupsSet, List.of());
    }

    private void refuseOtherRoomCounts(Map<String, Integer> present) {
        for (PlannedTopic topic : plan.topics()) {
            int found = present.getOrDefault(topic.name(), topic.partitions());
            if (topic.room() && found != topic.partitions()) {
                throw new ProvisioningException("room topic " + topic.name() + " has " + found + " partitions, but "
                        + topic.partitions() + " are wanted. Room topics keep the count they were made with: another"
                        + " one would send the later records of live rooms to other partitions. Ask for " + found
                        + ", or use a new cluster.");
            }
        }
    }

    private List<TopicStatus> statuses(Map<String, Integer> present, Collection<String> created) {
        Map<String, Map<String, String>> settings = cluster.settings(ConfigResource.Type.TOPIC, present.keySet());
        return plan.topics().stream()
                .map(topic -> status(topic, present, settings, created.contains(topic.name())))
                .toList();
    }

    private static TopicStatus status(
            PlannedTopic topic,
            Map<String, Integer> present,
            Map<String, Map<String, String>> settings,
            boolean created) {
        Integer partitions = present.get(topic.name());
        if (partitions == null) {
            return new TopicStatus(topic, TopicStatus.State.MISSING, List.of());
        }
        List<Drift> drift = new ArrayList<>();
        if (partitions != topic.partitions()) {
            drift.add(new Drift(
                    topic.name(), "partitions", Integer.toString(topic.partitions()), Integer.toString(partitions)));
        }
        drift.addAll(drift(topic.name(), topic.settings(), settings.getOrDefault(topic.name(), Map.of())));
        return new TopicStatus(topic, created ? TopicStatus.State.CREATED : TopicStatus.State.PRESENT, drift);
    }

    private void repair(Collection<String> existing) {
        Map<String, Map<String, String>> settings = cluster.settings(ConfigResource.Type.TOPIC, existing);
        for (PlannedTopic topic : plan.topics()) {
            Map<String, String> found = settings.get(topic.name());
            if (found != null && !drift(topic.name(), topic.settings(), found).isEmpty()) {
                cluster.set(ConfigResource.Type.TOPIC, topic.name(), topic.settings());
            }
        }
    }

    private List<String> setGroups() {
        List<String> changed =
                groupDrift().stream().map(Drift::subject).distinct().toList();
        for (PlannedGroup group : plan.groups()) {
            if (changed.contains(group.name())) {
                cluster.set(ConfigResource.Type.GROUP, group.name(), group.settings());
            }
        }
        return changed;
    }

    private List<Drift> groupDrift() {
        Map<String, Map<String, String>> settings = cluster.settings(
                ConfigResource.Type.GROUP,
                plan.groups().stream().map(PlannedGroup::name).toList());
        return plan.groups().stream()
                .flatMap(group ->
                        drift(group.name(), group.settings(), settings.getOrDefault(group.name(), Map.of())).stream())
                .toList();
    }

    private static List<Drift> drift(String subject, Map<String, String> wanted, Map<String, String> found) {
        List<Drift> drift = new ArrayList<>();
        new TreeMap<>(wanted).forEach((name, value) -> {
            String actual = found.getOrDefault(name, ABSENT);
            if (!value.equals(actual)) {
                drift.add(new Drift(subject, name, value, actual));
            }
        });
        return drift;
    }

    private static NewTopic newTopic(PlannedTopic topic) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty()).configs(topic.settings());
    }

    private Collection<String> names() {
        return plan.topics().stream()
                .map(PlannedTopic::name)
                .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    }
}
