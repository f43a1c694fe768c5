package io.voxlog.monitor.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.monitor.projection.Change;
import io.voxlog.schemas.ActionKind;
import io.voxlog.schemas.AnalysisAction;
import io.voxlog.schemas.TrackTranscribed;
import io.voxlog.schemas.Word;
import io.voxlog.schemas.WordKind;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesTest {
    @Test
    void confidenceIsTheMeanOverWords() {
        assertThat(Changes.confidence(List.of(word(0.9, WordKind.WORD), word(0.5, WordKind.WORD))))
                .hasValue(0.7);
    }

    @Test
    void punctuationAndWordsWithoutConfidenceDoNotCount() {
        Word silent =
                Word.newBuilder(word(0.0, WordKind.WORD)).clearConfidence().build();

        assertThat(Changes.confidence(List.of(word(0.9, WordKind.WORD), word(0.1, WordKind.PUNCTUATION), silent)))
                .hasValue(0.9);
        assertThat(Changes.confidence(List.of(silent))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CLAIMED, claimed",
        "CALLED, processing",
        "ANSWERED, processing",
        "COMPLETED, processing",
        "FAILED, pending"
    })
    void actionsMoveAJob(ActionKind kind, String status) {
        assertThat(Changes.of(record("analysis.actions", action("RM_1/0/2/summary", kind))))
                .containsExactly(new Change.JobAdvanced(
                        new Change.Job("RM_1/0/2/summary", "RM_1", 0, 2, "summary"),
                        status,
                        3,
                        kind == ActionKind.FAILED ? "why" : null,
                        kind == ActionKind.CLAIMED ? new Change.JobClaim("w", Instant.ofEpochMilli(1)) : null,
                        kind == ActionKind.COMPLETED ? Instant.ofEpochMilli(1) : null));
    }

    @Test
    void anActionOfNoJobIsRefused() {
        assertThatThrownBy(() -> Changes.of(record("analysis.actions", action("odd", ActionKind.CLAIMED))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void recordsThatNoTableShowsChangeNothing() {
        TrackTranscribed end = TrackTranscribed.newBuilder()
                .setRun(0)
                .setRoomSid("RM_1")
                .setParticipantSid("PA_1")
                .setTrackSid("TR_1")
                .setCount(3)
                .setEngine("tone")
                .setConfigHash("c0ffee")
                .setLanguage("en")
                .build();

        assertThat(Changes.of(record("transcript.finals", end))).isEmpty();
    }

    private static ConsumerRecord<String, SpecificRecord> record(String topic, SpecificRecord value) {
        return new ConsumerRecord<>(topic, 0, 0, "RM_1", value);
    }

    private static AnalysisAction action(String job, ActionKind kind) {
        return AnalysisAction.newBuilder()
                .setJobId(job)
                .setRoomSid("RM_1")
                .setAttempt(3)
                .setWorker("w")
                .setKind(kind)
                .setDetail("why")
                .setAtMillis(1)
                .build();
    }

    private static Word word(double confidence, WordKind kind) {
        return Word.newBuilder()
                .setText("w")
                .setStartTicks(0)
                .setEndTicks(1)
                .setConfidence(confidence)
                .setKind(kind)
                .build();
    }
}
