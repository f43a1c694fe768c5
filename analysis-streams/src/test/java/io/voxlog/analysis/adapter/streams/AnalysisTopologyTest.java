package io.voxlog.analysis.adapter.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.voxlog.analysis.CallScript;
import io.voxlog.schemas.ParticipantKind;
import io.voxlog.schemas.RoomEvent;
import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.RoomStatus;
import io.voxlog.schemas.RoomTrack;
import io.voxlog.schemas.Transcript;
import io.voxlog.schemas.Utterance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnalysisTopologyTest {
    @TempDir
    private Path folder;

    private final CallScript call = new CallScript("RM_1");
    private TopologyFixture fixture;

    @BeforeEach
    void start() {
        fixture = new TopologyFixture(folder);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    /**
     * The description in the file is what runs in production; names of stores and sinks are names of topics. Change it
     * only together with a plan for the state that exists.
     */
    @Test
    void topologyIsTheOneThatWasAgreed() throws IOException {
        try (InputStream golden = AnalysisTopologyTest.class.getResourceAsStream("/topology/analysis.txt")) {
            assertThat(TopologyFixture.topology(folder).describe().toString().strip())
                    .isEqualToNormalizingNewlines(
                            new String(Objects.requireNonNull(golden).readAllBytes(), UTF_8).strip());
        }
    }

    @Test
    void aRoomNameUsedAgainIsAnotherRoomThatTheFirstOnesEndLeavesAlone() {
        CallScript again = new CallScript("RM_2");
        fixture.events(call, List.of(call.roomStarted(), call.participantJoined("alice", 1)));
        fixture.events(again, List.of(again.roomStarted(), again.participantJoined("bob", 2)));
        fixture.events(call, List.of(call.roomFinished(62)));

        Map<String, String> last = new TreeMap<>();
        fixture.rooms().forEach(record -> {
            RoomState room = (RoomState) record.value();
            last.put(record.key(), room.getRoomName() + " " + room.getStatus());
        });
        assertThat(last).containsExactly(Map.entry("RM_1", "weekly COMPLETED"), Map.entry("RM_2", "weekly ACTIVE"));
    }

    @Test
    void aRoomThatWantsNoAnalysisIsSealedWithoutJobs() {
        List<RoomEvent> events = call.twoPersonCall();
        events.stream()
                .filter(event -> event.getRoom() != null)
                .forEach(
                        event -> event.getRoom().setMetadata("{\"ai_enabled\":false,\"transcription_enabled\":false}"));
        fixture.events(call, events);
        fixture.finals(call, call.twoPersonFinals());

        assertThat(fixture.transcripts()).hasSize(1);
        assertThat(fixture.jobIds()).isEmpty();
        RoomState room = fixture.lastRoom();
        assertThat(room.getAiEnabled()).isFalse();
        assertThat(room.getTranscriptionEnabled()).isFalse();
    }

    @Test
    void aRoomGoesFromPendingOverActiveToCompleted() {
        fixture.events(call, List.of(call.roomStarted()));
        RoomState pending = fixture.lastRoom();
        fixture.events(call, List.of(call.participantJoined("alice", 1)));
        RoomState active = fixture.lastRoom();
        fixture.events(call, List.of(call.roomFinished(62)));
        RoomState completed = fixture.lastRoom();

        assertThat(pending.getStatus()).isEqualTo(RoomStatus.PENDING);
        assertThat(pending.getCreatedVia()).isEqualTo("webhook");
        assertThat(active.getStatus()).isEqualTo(RoomStatus.ACTIVE);
        assertThat(active.getParticipants())
                .singleElement()
                .satisfies(alice -> assertThat(alice.getLeftAtMillis()).isNull());
        assertThat(completed.getStatus()).isEqualTo(RoomStatus.COMPLETED);
        assertThat(completed.getClosedAtMillis()).isEqualTo(CallScript.T0 + 62_000);
        assertThat(completed.getParticipants())
                .singleElement()
                .satisfies(alice -> assertThat(alice.getLeftAtMillis()).isEqualTo(CallScript.T0 + 62_000));
    }

    @Test
    void sealsOnceEveryTrackIsTranscribedAndMakesExactlyTheConfiguredJobs() {
        fixture.events(call, call.twoPersonCall());
        List<SpecificRecord> finals = call.twoPersonFinals();
        fixture.finals(call, finals.subList(0, finals.size() - 1));
        assertThat(fixture.transcripts()).isEmpty();

        fixture.finals(call, finals.subList(finals.size() - 1, finals.size()));

        assertThat(fixture.transcripts()).singleElement().satisfies(transcript -> {
            assertThat(transcript.getComplete()).isTrue();
            assertThat(transcript.getVersion()).isEqualTo(1);
            assertThat(transcript.getEngine()).isEqualTo("tone");
            assertThat(transcript.getConfigHash()).isEqualTo("c0");
            assertThat(transcript.getFirstAudioOffset()).isEqualTo(100);
            assertThat(transcript.getLastAudioOffset()).isEqualTo(901);
            assertThat(transcript.getUtterances())
                    .extracting(Utterance::getDisplayName, Utterance::getText)
                    .containsExactly(
                            tuple("Alice", "hello bob please send the report by thursday"),
                            tuple("Bob", "i will send the report by thursday"),
                            tuple("Alice", "great thank you"),
                            tuple("Bob", "bye"));
        });
        assertThat(fixture.jobIds())
                .containsExactly(
                        "RM_1/0/1/summary",
                        "RM_1/0/1/action_items",
                        "RM_1/0/1/sentiment",
                        "RM_1/0/1/speaker_analytics");
        RoomState room = fixture.lastRoom();
        assertThat(room.getTranscriptVersion()).isEqualTo(1);
        assertThat(room.getSealedAtMillis()).isNotNull();
        assertThat(room.getTracks()).extracting(RoomTrack::getFinals).containsExactly(2L, 2L);
    }

    @Test
    void repeatingEveryRecordWritesNothing() {
        playAll();
        fixture.rooms();
        fixture.transcripts();
        fixture.jobs();

        playAll();

        assertThat(fixture.rooms()).isEmpty();
        assertThat(fixture.transcripts()).isEmpty();
        assertThat(fixture.jobs()).isEmpty();
    }

    @Test
    void anyOrderOfAllRecordsSealsTheSameTranscriptOnce() {
        playAll();
        Transcript expected = fixture.transcripts().get(0);

        for (int seed = 0; seed < 20; seed++) {
            CallScript other = new CallScript("RM_other_" + seed);
            List<SpecificRecord> all = new ArrayList<>(other.twoPersonCall());
            all.addAll(other.twoPersonFinals());
            all.addAll(other.twoPersonFinals());
            Collections.shuffle(all, new Random(seed));
            fixture.interleaved(other, all);

            Transcript sealed = fixture.transcripts().get(0);
            sealed.setRoomSid(expected.getRoomSid());
            assertThat(sealed).isEqualTo(expected);
            assertThat(fixture.transcripts()).isEmpty();
        }
    }

    @Test
    void roomsIsWrittenOnlyWhenTheRoomChanged() {
        fixture.events(call, List.of(call.roomStarted(), call.roomStarted()));
        fixture.finals(call, List.of(call.said("alice", 5, "hello")));

        assertThat(fixture.rooms()).hasSize(1);
    }

    @Test
    void aRoomWithoutAudioIsSealedEmpty() {
        fixture.events(call, List.of(call.roomStarted(), call.roomJoined(100), call.roomClosed(100, 101)));

        assertThat(fixture.transcripts()).singleElement().satisfies(transcript -> {
            assertThat(transcript.getComplete()).isTrue();
            assertThat(transcript.getUtterances()).isEmpty();
        });
        assertThat(fixture.jobs()).hasSize(4);
    }

    @Test
    void afterTheTimeoutSealsAsIncompleteAndALateFinalMakesTheNextVersion() {
        fixture.events(call, call.twoPersonCall());
        List<SpecificRecord> finals = call.twoPersonFinals();
        fixture.finals(call, finals.subList(0, 3));
        fixture.advance(TopologyFixture.SEAL_TIMEOUT.minusMinutes(1));
        assertThat(fixture.transcripts()).isEmpty();

        fixture.advance(Duration.ofMinutes(2));
        Transcript incomplete = fixture.transcripts().get(0);
        fixture.finals(call, finals.subList(3, finals.size()));
        Transcript complete = fixture.transcripts().get(0);

        assertThat(incomplete.getComplete()).isFalse();
        assertThat(incomplete.getUtterances()).hasSize(3);
        assertThat(complete.getComplete()).isTrue();
        assertThat(complete.getVersion()).isEqualTo(2);
        assertThat(complete.getUtterances()).hasSize(4);
        assertThat(fixture.jobIds()).hasSize(8).contains("RM_1/0/1/summary", "RM_1/0/2/summary");
    }

    @Test
    void aTimeoutSealsNothingTwice() {
        fixture.events(call, call.twoPersonCall());

        fixture.advance(TopologyFixture.SEAL_TIMEOUT.multipliedBy(3));
        fixture.advance(TopologyFixture.SEAL_TIMEOUT.multipliedBy(3));

        assertThat(fixture.transcripts()).hasSize(1);
    }

    @Test
    void aSealedRoomWhosePcmIsGoneIsTombstonedAndForgotten() {
        playAll();
        fixture.rooms();

        fixture.events(call, List.of(call.pcmDeleted(), call.participantJoined("late", 3)));

        assertThat(fixture.rooms()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("RM_1");
            assertThat(record.value()).isNull();
        });
        assertThat(fixture.entriesOf(call)).isZero();
    }

    @Test
    void finalsLeaveTheStoreWhenTheirTimeIsOver() {
        playAll();
        fixture.transcripts();
        fixture.jobs();

        fixture.advance(TopologyFixture.FINALS_KEPT.plusHours(1));
        fixture.finals(call, List.of(call.said("bob", 30, "late"), call.transcribed("bob", 3)));

        assertThat(fixture.entriesOf(call)).isEqualTo(2);
        assertThat(fixture.transcripts()).isEmpty();
    }

    @Test
    void theFirstCreationTimeStoredStays() {
        for (int racer = 0; racer < 50; racer++) {
            fixture.events(
                    call,
                    List.of(call.event("EV_" + racer, "participant_joined", racer)
                            .setRoom(call.fullRoom(CallScript.T0 + 50 - racer))
                            .setParticipant(call.participant("p" + racer, ParticipantKind.STANDARD, racer))
                            .build()));
        }

        assertThat(fixture.rooms())
                .hasSize(50)
                .allSatisfy(record ->
                        assertThat(((RoomState) record.value()).getT0Millis()).isEqualTo(CallScript.T0 + 50));
    }

    @Test
    void aRoomHasNoTimeZeroUntilAnEventCarriesIt() {
        fixture.events(
                call,
                List.of(call.event("EV_1", "participant_joined", 1)
                        .setRoom(call.fullRoom(null))
                        .setParticipant(call.participant("alice", ParticipantKind.STANDARD, 1))
                        .build()));
        assertThat(fixture.lastRoom().getT0Millis()).isNull();

        fixture.events(call, List.of(call.participantJoined("bob", 2)));
        assertThat(fixture.lastRoom().getT0Millis()).isEqualTo(CallScript.T0);
    }

    @Test
    void aSecondCallUnderTheSameNameIsAnotherRoom() {
        CallScript second = new CallScript("RM_2");
        fixture.events(call, List.of(call.roomStarted(), call.participantJoined("alice", 1)));
        fixture.events(second, List.of(second.roomStarted(), second.participantJoined("alice", 1)));
        fixture.rooms();

        fixture.events(call, List.of(call.roomFinished(62)));

        assertThat(fixture.rooms()).extracting(record -> record.key()).containsExactly("RM_1");
    }

    private void playAll() {
        fixture.events(call, call.twoPersonCall());
        fixture.finals(call, call.twoPersonFinals());
    }
}
