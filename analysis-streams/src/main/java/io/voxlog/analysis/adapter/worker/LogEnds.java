package io.voxlog.analysis.adapter.worker;

import io.voxlog.schemas.RoomPartitioner;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until the {@link JobLog} has read to the ends that its topics have now. The ends are the high watermarks, not
 * the last stable offsets, which another writer's open transaction may hold below records that matter.
 */
final class LogEnds {
    private final Admin admin;
    private final JobLog log;
    private final Duration patience;
    private final Map<String, Integer> partitionCounts;

    /** Asks the cluster for the topics' partition counts, which never change. */
    LogEnds(Admin admin, JobLog log, Duration patience) throws InterruptedException {
        this.admin = admin;
        this.log = log;
        this.patience = patience;
        this.partitionCounts = counts(admin);
    }

    Set<TopicPartition> partitions() {
        return partitionCounts.keySet().stream()
                .flatMap(topic ->
                        IntStream.range(0, count(topic)).mapToObj(partition -> new TopicPartition(topic, partition)))
                .collect(Collectors.toSet());
    }

    /** Waits for everything that is on the log of this room. */
    void await(String roomSid) throws InterruptedException, TimeoutException {
        Set<TopicPartition> partitions = partitionCounts.keySet().stream()
                .map(topic -> new TopicPartition(topic, RoomPartitioner.partition(roomSid, count(topic))))
                .collect(Collectors.toSet());
        await(partitions);
    }

    /** Waits for everything that is on the log of these partitions. */
    void await(Set<TopicPartition> partitions) throws InterruptedException, TimeoutException {
        try {
            Map<TopicPartition, Long> ends = new HashMap<>();
            Map<TopicPartition, ListOffsetsResultInfo> listed = admin.listOffsets(partitions.stream()
                            .collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest())))
                    .all()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            listed.forEach((partition, info) -> ends.put(partition, info.offset()));
            log.reached(ends).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new KafkaException("the ends of the job log cannot be had", e);
        }
    }

    private int count(String topic) {
        return partitionCounts.getOrDefault(topic, 0);
    }

    private static Map<String, Integer> counts(Admin admin) throws InterruptedException {
        try {
            Map<String, Integer> counts = new HashMap<>();
            admin.describeTopics(JobLog.TOPICS)
                    .allTopicNames()
                    .get()
                    .forEach((topic, description) ->
                            counts.put(topic, description.partitions().size()));
            return Map.copyOf(counts);
        } catch (ExecutionException e) {
            throw new KafkaException("the topics of the job log cannot be described", e);
        }
    }
}
