package io.voxlog.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxlog.runtime.Role;
import io.voxlog.schemas.AnalysisJob;
import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.ParticipantKind;
import io.voxlog.schemas.ResultStatus;
import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.RoomStatus;
import io.voxlog.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnalysisRoleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static RoleFixture fixture;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        fixture = new RoleFixture(folder);
        fixture.start("one");
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(fixture.faults()).isEmpty();
        fixture.close();
    }

    @Test
    void makesRoomTranscriptAndFourResultsOfACallAndNothingMoreOfItsRepetition() {
        CallScript call = new CallScript("RM_call");
        fixture.play(call);
        awaitResults(call);
        int rooms = fixture.rooms(call).size();

        fixture.play(call);
        CallScript after = new CallScript("RM_after");
        fixture.play(after);
        awaitResults(after);

        assertThat(fixture.rooms(call)).hasSize(rooms);
        RoomState last = fixture.rooms(call).get(rooms - 1);
        assertThat(last.getStatus()).isEqualTo(RoomStatus.COMPLETED);
        assertThat(last.getT0Millis()).isEqualTo(CallScript.T0);
        assertThat(last.getTranscriptVersion()).isEqualTo(1);
        assertThat(fixture.transcripts(call)).singleElement().satisfies(transcript -> {
            assertThat(transcript.getComplete()).isTrue();
            assertThat(transcript.getUtterances()).hasSize(4);
        });
        assertThat(fixture.results(call))
                .hasSize(4)
                .allSatisfy(result -> {
                    assertThat(result.getStatus()).isEqualTo(ResultStatus.COMPLETED);
                    assertThat(result.getProvider()).isEqualTo("offline");
                    assertThat(result.getModel()).isEqualTo("rules-1");
                    assertThat(result.getAttempt()).isEqualTo(1);
                    assertThat(result.getOutput()).startsWith("{\"result\":{").contains("\"rule_based\":true");
                })
                .extracting(AnalysisResult::getType)
                .containsExactlyInAnyOrder("summary", "action_items", "sentiment", "speaker_analytics");
    }

    @Test
    void jobsOfAnEmptyTranscriptAreSkippedExplicitly() {
        CallScript call = new CallScript("RM_empty");

        List.of(call.roomStarted(), call.roomJoined(100), call.roomClosed(100, 101))
                .forEach(event -> fixture.send(Topics.LIVEKIT_EVENTS.name(), call.roomSid(), event));

        awaitResults(call);
        assertThat(fixture.results(call)).extracting(AnalysisResult::getStatus).containsOnly(ResultStatus.SKIPPED);
    }

    @Test
    void fiftyRacersAgreeOnTimeZero() {
        CallScript call = new CallScript("RM_race");
        List<Thread> racers = IntStream.range(0, 50)
                .mapToObj(racer -> new Thread(() -> fixture.send(
                        Topics.LIVEKIT_EVENTS.name(),
                        call.roomSid(),
                        call.event("EV_" + racer, "participant_joined", racer)
                                .setRoom(call.fullRoom(CallScript.T0 + racer))
                                .setParticipant(call.participant("p" + racer, ParticipantKind.STANDARD, racer))
                                .build())))
                .toList();

        racers.forEach(Thread::start);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fixture.rooms(call)).hasSize(50));
        assertThat(fixture.rooms(call).stream().map(RoomState::getT0Millis).distinct())
                .hasSize(1);
    }

    @Test
    void anUnreadableRecordIsADeadLetterAndTheRestGoesOn() {
        CallScript call = new CallScript("RM_garbage");
        try (KafkaProducer<String, byte[]> bytes = new KafkaProducer<>(
                fixture.cluster().settings().liveProducer("garbage"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            bytes.send(new ProducerRecord<>(Topics.LIVEKIT_EVENTS.name(), call.roomSid(), new byte[] {1, 2, 3}));
        }

        fixture.send(Topics.LIVEKIT_EVENTS.name(), call.roomSid(), call.roomStarted());

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fixture.rooms(call)).hasSize(1));
        assertThat(fixture.cluster().reader().readBytes(Topics.DEAD_LETTERS.name()))
                .singleElement()
                .satisfies(letter -> assertThat(letter.value()).containsExactly(1, 2, 3));
    }

    @Test
    void twoInstancesShareTheWorkAndOneTakesOverFromTheOther() throws Exception {
        List<Role> second = fixture.start("two");
        List<CallScript> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            calls.add(new CallScript("RM_shared_" + i));
        }
        calls.subList(0, 3).forEach(fixture::play);

        fixture.stop(second);
        calls.subList(3, 6).forEach(fixture::play);

        calls.forEach(AnalysisRoleIT::awaitResults);
        assertThat(calls).allSatisfy(call -> {
            assertThat(fixture.transcripts(call)).hasSize(1);
            assertThat(fixture.results(call)).hasSize(4);
            assertThat(jobs(call)).doesNotHaveDuplicates().hasSize(4);
        });
    }

    private static void awaitResults(CallScript call) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fixture.results(call)).hasSize(4));
    }

    private static List<String> jobs(CallScript call) {
        return Topics.JOB_BANDS.stream()
                .flatMap(band ->
                        fixture.cluster().reader().values(Topics.analysisJobs(band), AnalysisJob.class).stream())
                .filter(job -> job.getRoomSid().equals(call.roomSid()))
                .map(AnalysisJob::getJobId)
                .toList();
    }
}
