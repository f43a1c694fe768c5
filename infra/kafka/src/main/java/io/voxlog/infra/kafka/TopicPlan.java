package io.voxlog.infra.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All topics and share groups as {@code topics.yaml} has them.
 *
 * @param roomPartitions partition count of every room topic
 * @param topics in the file's order
 * @param groups in the file's order
 */
public record TopicPlan(int roomPartitions, List<PlannedTopic> topics, List<PlannedGroup> groups) {
    private static final String RESOURCE = "/topics.yaml";
    private static final String BY_ROOM = "room";

    public TopicPlan {
        topics = List.copyOf(topics);
        groups = List.copyOf(groups);
    }

    /** The plan as it stands in the file. */
    public static TopicPlan load() {
        PlanFile file = read();
        return of(file, file.roomPartitions());
    }

    /** The plan with another partition count of the room topics. */
    public static TopicPlan load(int roomPartitions) {
        return of(read(), roomPartitions);
    }

    private static TopicPlan of(PlanFile file, int roomPartitions) {
        return new TopicPlan(
                roomPartitions,
                file.topics().stream()
                        .map(entry -> entry.planned(roomPartitions))
                        .toList(),
                file.shareGroups().groups().stream()
                        .map(name -> new PlannedGroup(name, file.shareGroups().settings()))
                        .toList());
    }

    private static PlanFile read() {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        try (InputStream in = Objects.requireNonNull(
                TopicPlan.class.getResourceAsStream(RESOURCE), () -> RESOURCE + " is missing from the jar")) {
            return yaml.readValue(in, PlanFile.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    /** A length of time such as 30m, 12h, 30d, or forever, as Kafka's milliseconds. */
    static String retentionMillis(String text) {
        if (text.equals("forever")) {
            return "-1";
        }
        long amount = Long.parseLong(text.substring(0, text.length() - 1));
        Duration duration = switch (text.charAt(text.length() - 1)) {
            case 'm' -> Duration.ofMinutes(amount);
            case 'h' -> Duration.ofHours(amount);
            case 'd' -> Duration.ofDays(amount);
            default -> throw new IllegalArgumentException(text + " is no retention such as 30m, 12h, 30d or forever");
        };
        return Long.toString(duration.toMillis());
    }

    private record PlanFile(int roomPartitions, List<TopicEntry> topics, GroupEntries shareGroups) {}

    private record GroupEntries(List<String> groups, Map<String, String> settings) {}

    private record TopicEntry(
            String name,
            String owner,
            String partitions,
            String cleanup,
            @Nullable String retention,
            @Nullable Map<String, String> settings) {

        PlannedTopic planned(int roomPartitions) {
            Map<String, String> all = new TreeMap<>();
            all.put("cleanup.policy", cleanup);
            if (retention != null) {
                all.put("retention.ms", retentionMillis(retention));
            }
            if (settings != null) {
                all.putAll(settings);
            }
            boolean room = partitions.equals(BY_ROOM);
            return new PlannedTopic(name, owner, room, room ? roomPartitions : Integer.parseInt(partitions), all);
        }
    }
}
