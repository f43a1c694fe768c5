package io.voxlog.infra.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Reads and changes topics and group settings through an admin client, which it does not own. Calls block. */
final class ClusterState {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Admin admin;

    ClusterState(Admin admin) {
        this.admin = admin;
    }

    /** Partition counts of those topics that exist. */
    Map<String, Integer> partitions(Collection<String> topics) {
        Map<String, Integer> found = new TreeMap<>();
        admin.describeTopics(topics).topicNameValues().forEach((name, future) -> {
            try {
                found.put(name, description(future).partitions().size());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw failure("describe topic " + name, e);
                }
            }
        });
        return found;
    }

    /** Effective values of the settings of a topic or group, by name. */
    Map<String, Map<String, String>> settings(ConfigResource.Type type, Collection<String> names) {
        List<ConfigResource> resources =
                names.stream().map(name -> new ConfigResource(type, name)).toList();
        Map<String, Map<String, String>> found = new HashMap<>();
        get("read settings of " + names, admin.describeConfigs(resources).all())
                .forEach((resource, config) -> found.put(resource.name(), values(config)));
        return found;
    }

    /** Writes settings of a topic or group and returns when the brokers tell them back. */
    void set(ConfigResource.Type type, String name, Map<String, String> settings) {
        List<AlterConfigOp> changes = new ArrayList<>();
        settings.forEach(
                (key, value) -> changes.add(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET)));
        get(
                "write settings of " + name,
                admin.incrementalAlterConfigs(Map.of(new ConfigResource(type, name), changes))
                        .all());
        await(
                "settings of " + name,
                () -> settings(type, List.of(name))
                        .getOrDefault(name, Map.of())
                        .entrySet()
                        .containsAll(settings.entrySet()));
    }

    /** Creates the topics and returns when every partition of them has a leader. Those that exist by now are fine. */
    void create(Collection<NewTopic> topics) {
        admin.createTopics(topics).values().forEach((name, future) -> {
            try {
                future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw failure("create topic " + name, e);
                }
            } catch (InterruptedException | TimeoutException e) {
                throw interruptedOrLate("create topic " + name, e);
            }
        });
        for (NewTopic topic : topics) {
            await("leaders of topic " + topic.name(), () -> hasLeaders(topic.name()));
        }
    }

    /** What the controller has decided reaches the brokers a little later. */
    private static void await(String what, BooleanSupplier seen) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!seen.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new ProvisioningException("the brokers do not show the " + what + " after " + PATIENCE);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                throw interruptedOrLate("wait for the " + what, e);
            }
        }
    }

    private boolean hasLeaders(String topic) {
        try {
            return description(Objects.requireNonNull(admin.describeTopics(List.of(topic))
                            .topicNameValues()
                            .get(topic)))
                    .partitions()
                    .stream()
                    .allMatch(partition ->
                            partition.leader() != null && !partition.leader().isEmpty());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw failure("describe topic " + topic, e);
        }
    }

    private static TopicDescription description(KafkaFuture<TopicDescription> future) throws ExecutionException {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw interruptedOrLate("describe topics", e);
        }
    }

    private static Map<String, String> values(Config config) {
        Map<String, String> values = new HashMap<>();
        config.entries().forEach(entry -> values.put(entry.name(), entry.value()));
        return values;
    }

    private static <T> T get(String what, KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(what, e);
        } catch (InterruptedException | TimeoutException e) {
            throw interruptedOrLate(what, e);
        }
    }

    private static ProvisioningException failure(String what, ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new ProvisioningException("cannot " + what + ": " + cause.getMessage(), cause);
    }

    private static ProvisioningException interruptedOrLate(String what, Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new ProvisioningException(
                "cannot " + what + ": no answer from Kafka within " + PATIENCE.toSeconds()
                        + " s; check KAFKA_BOOTSTRAP_SERVERS and that the brokers are up",
                e);
    }
}
