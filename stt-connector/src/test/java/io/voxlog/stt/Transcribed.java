package io.voxlog.stt;

import io.voxlog.schemas.SttCheckpoint;
import io.voxlog.schemas.SttSession;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.TrackTranscribed;
import io.voxlog.schemas.TranscriptFinal;
import io.voxlog.testkit.EmbeddedCluster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.common.TopicPartition;

/** What the connector has stored of a room, as a reader of committed records sees it. */
final class Transcribed {
    private final EmbeddedCluster cluster;
    private final String roomSid;

    Transcribed(EmbeddedCluster cluster, String roomSid) {
        this.cluster = cluster;
        this.roomSid = roomSid;
    }

    /** In the order of the topic. */
    List<SpecificRecord> all() {
        return cluster.reader().readAll(Topics.TRANSCRIPT_FINALS).stream()
                .filter(record -> record.key().equals(roomSid))
                .<SpecificRecord>map(record -> record.value())
                .toList();
    }

    List<TranscriptFinal> finals(String identity) {
        return all().stream()
                .filter(TranscriptFinal.class::isInstance)
                .map(TranscriptFinal.class::cast)
                .filter(it -> it.getParticipantIdentity().equals(identity))
                .toList();
    }

    /** Each word of a speaker with its start and end; fails on a word given twice. */
    Map<String, List<Long>> words(String identity) {
        Map<String, List<Long>> words = new LinkedHashMap<>();
        for (TranscriptFinal it : finals(identity)) {
            it.getWords().forEach(word -> {
                if (words.put(word.getText(), List.of(word.getStartTicks(), word.getEndTicks())) != null) {
                    throw new AssertionError(word.getText() + " was given twice");
                }
            });
        }
        return words;
    }

    List<TrackTranscribed> ends() {
        return all().stream()
                .filter(TrackTranscribed.class::isInstance)
                .map(TrackTranscribed.class::cast)
                .toList();
    }

    /** The newest checkpoint per key. */
    Map<String, SttCheckpoint> checkpoints() {
        Map<String, SttCheckpoint> newest = new LinkedHashMap<>();
        cluster.reader().readAll(Topics.STT_CHECKPOINTS).stream()
                .filter(record -> record.key().startsWith(roomSid + "/"))
                .forEach(record -> newest.put(record.key(), (SttCheckpoint) record.value()));
        return newest;
    }

    List<SttSession> sessions() {
        return cluster.reader().values(Topics.STT_SESSIONS, SttSession.class).stream()
                .filter(it -> it.getRoomSid().equals(roomSid))
                .toList();
    }

    /** What the group has committed for a partition; -1 for nothing. */
    long committed(TopicPartition partition) throws Exception {
        var offsets = cluster.admin()
                .listConsumerGroupOffsets(Map.of(
                        "voxlog-stt-connector", new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition))))
                .partitionsToOffsetAndMetadata()
                .get();
        return offsets.get(partition) == null ? -1 : offsets.get(partition).offset();
    }
}
