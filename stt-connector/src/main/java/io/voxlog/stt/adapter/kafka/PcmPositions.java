package io.voxlog.stt.adapter.kafka;

import io.voxlog.stt.adapter.kafka.SpeakerAudio.Speaker;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Where to read PCM topics from: which of them exist, and what the group has committed. Blocks the caller for a few
 * requests. Thread-safe.
 */
final class PcmPositions {
    private static final int TIMEOUT_SECONDS = 5;

    private final Admin admin;
    private final String groupId;

    PcmPositions(Admin admin, String groupId) {
        this.admin = admin;
        this.groupId = groupId;
    }

    /** Of those speakers whose topic exists: the committed offset, or 0. */
    Map<Speaker, Long> find(Collection<Speaker> speakers) {
        List<Speaker> existing = existing(speakers);
        Map<Speaker, Long> found = new HashMap<>();
        if (existing.isEmpty()) {
            return found;
        }
        Map<TopicPartition, OffsetAndMetadata> committed =
                committed(existing.stream().map(Speaker::partition).toList());
        for (Speaker speaker : existing) {
            OffsetAndMetadata offset = committed.get(speaker.partition());
            found.put(speaker, offset == null ? 0 : offset.offset());
        }
        return found;
    }

    /** The committed offset of a partition; empty if there is none. */
    OptionalLong committed(TopicPartition partition) {
        OffsetAndMetadata offset = committed(List.of(partition)).get(partition);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset.offset());
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(List<TopicPartition> partitions) {
        var wanted = new ListConsumerGroupOffsetsSpec().topicPartitions(partitions);
        return answer(admin.listConsumerGroupOffsets(
                                Map.of(groupId, wanted), new ListConsumerGroupOffsetsOptions().requireStable(true))
                        .partitionsToOffsetAndMetadata(groupId))
                .orElse(Map.of());
    }

    private List<Speaker> existing(Collection<Speaker> speakers) {
        Map<String, KafkaFuture<TopicDescription>> described = admin.describeTopics(speakers.stream()
                        .map(speaker -> speaker.partition().topic())
                        .toList())
                .topicNameValues();
        return speakers.stream()
                .filter(speaker -> {
                    KafkaFuture<TopicDescription> topic =
                            described.get(speaker.partition().topic());
                    return topic != null && answer(topic).isPresent();
                })
                .toList();
    }

    /** Empty if there is no such topic. */
    private static <T> Optional<T> answer(KafkaFuture<T> future) {
        try {
            return Optional.of(future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw new KafkaException("the cluster does not tell of PCM topics", e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("the cluster does not tell of PCM topics within " + TIMEOUT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
