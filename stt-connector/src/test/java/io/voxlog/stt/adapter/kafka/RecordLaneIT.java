package io.voxlog.stt.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.schemas.RoomPartitioner;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.TranscriptFinal;
import io.voxlog.stt.session.Checkpoint;
import io.voxlog.stt.session.FinalWords;
import io.voxlog.stt.session.Track;
import io.voxlog.stt.session.TrackCommit;
import io.voxlog.testkit.EmbeddedCluster;
import io.voxlog.transcript.TimedWord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

@SuppressWarnings("removal") // group metadata of nobody and of a member that is gone: no consumer gives these
final class RecordLaneIT {
    private static final SttRecords RECORDS = new SttRecords("tone", "1", "en");
    private static final Map<TopicPartition, OffsetAndMetadata> OFFSETS =
            Map.of(new TopicPartition("livekit.events", 0), new OffsetAndMetadata(0));

    private static final EmbeddedCluster CLUSTER = EmbeddedCluster.shared();

    @Test
    void aFormerOwnerCanNoLongerWrite() {
        try (RecordLane former = lane("former");
                RecordLane owner = lane("owner")) {
            former.open();
            former.store(List.of(commit("RM_zombie", 1)), OFFSETS);
            owner.open();
            owner.store(List.of(commit("RM_zombie", 2)), OFFSETS);

            assertThatThrownBy(() -> former.store(List.of(commit("RM_zombie", 3)), OFFSETS))
                    .isInstanceOf(KafkaException.class);
            owner.store(List.of(commit("RM_zombie", 4)), OFFSETS);
        }
        assertThat(texts("RM_zombie")).containsExactly("1", "2", "4");
    }

    @Test
    void whatADeadOwnerLeftOpenIsNeverRead() {
        var producer = clients("dead").records(7);
        producer.initTransactions();
        producer.beginTransaction();
        RECORDS.records(commit("RM_open", 1))
                .forEach(it -> producer.send(new ProducerRecord<>(it.topic(), it.key(), it.value())));
        producer.flush();
        try (RecordLane owner = new RecordLane(clients("next").records(7), RECORDS, RecordLaneIT::anybody)) {
            owner.open();

            try (var consumer = clients("next").checkpoints(partition("RM_open"))) {
                assertThat(CheckpointLog.read(consumer, partition("RM_open"))).doesNotContainKey("RM_open/0/TR_1");
            }
            assertThat(texts("RM_open")).isEmpty();
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    @Test
    void anEpochOfTheGroupThatIsOverIsFollowedByFreshMetadata() {
        Deque<ConsumerGroupMetadata> answers = new ArrayDeque<>(List.of(
                new ConsumerGroupMetadata("record-lane-test", 9, "gone", Optional.empty()),
                new ConsumerGroupMetadata("record-lane-test", 9, "gone", Optional.empty()),
                anybody()));
        try (RecordLane lane = new RecordLane(clients("stale").records(5), RECORDS, answers::removeFirst)) {
            lane.open();
            lane.store(List.of(commit("RM_stale", 1)), OFFSETS);
        }
        assertThat(answers).isEmpty();
        assertThat(texts("RM_stale")).containsExactly("1");
    }

    private static RecordLane lane(String worker) {
        return new RecordLane(clients(worker).records(3), RECORDS, RecordLaneIT::anybody);
    }

    private static SttClients clients(String worker) {
        return new SttClients(CLUSTER.settings(), CLUSTER.serdes(), worker);
    }

    private static ConsumerGroupMetadata anybody() {
        return new ConsumerGroupMetadata("record-lane-test");
    }

    private static int partition(String roomSid) {
        return RoomPartitioner.partition(roomSid, EmbeddedCluster.PARTITIONS);
    }

    private static List<String> texts(String roomSid) {
        return CLUSTER.reader().values(Topics.TRANSCRIPT_FINALS, TranscriptFinal.class).stream()
                .filter(it -> it.getRoomSid().equals(roomSid))
                .map(TranscriptFinal::getText)
                .toList();
    }

    private static TrackCommit commit(String roomSid, long number) {
        TimedWord word = TimedWord.word(Long.toString(number), number * 100, number * 100 + 50);
        return new TrackCommit(
                new Track(roomSid, "PA_1", "alice", "TR_1"),
                List.of(new FinalWords(number * 100, "s", List.of(word))),
                new Checkpoint(number * 100 + 50, number * 100 + 50, number, false));
    }
}
