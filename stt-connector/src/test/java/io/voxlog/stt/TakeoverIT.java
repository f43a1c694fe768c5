package io.voxlog.stt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxlog.runtime.PcmLayout;
import io.voxlog.schemas.SttSession;
import io.voxlog.schemas.SttSessionStatus;
import io.voxlog.schemas.TrackTranscribed;
import io.voxlog.stt.session.SessionSettings;
import io.voxlog.testkit.EmbeddedCluster;
import io.voxlog.testkit.tone.ToneCall;
import io.voxlog.testkit.tone.ToneEngine;
import io.voxlog.testkit.tone.ToneFaults;
import io.voxlog.testkit.tone.ToneOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Owners and engines that go in the middle of a call: nothing is lost, nothing is doubled, no position moves. */
final class TakeoverIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final List<String> SPEAKERS = List.of("alice", "bob");
    private static final long START_TICKS = 12_345;

    private final EmbeddedCluster cluster = EmbeddedCluster.shared();
    private final ToneEngine engine = new ToneEngine();
    private RunningRoles roles;

    @BeforeEach
    void startRoles() {
        roles = new RunningRoles(cluster);
    }

    @AfterEach
    void stopRoles() throws Exception {
        roles.close();
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({"PARTICIPANT, 1", "SHARED, 2"})
    void killedOwnersLeaveNothingLostAndNothingDoubled(PcmLayout layout, long seed) throws Exception {
        String sid = "RM_killed_" + seed;
        Random random = new Random(seed);
        Transcribed transcribed = new Transcribed(cluster, sid);
        try (PlayedRoom room = new PlayedRoom(cluster, layout, sid, call(), START_TICKS)
                .announce()
                .createTopics()) {
            try (ConnectorProcess first = ConnectorProcess.start(cluster.settings(), sid + "_first", layout)) {
                room.audioUntil(3 + random.nextDouble() * 3);
                await().atMost(PATIENCE)
                        .until(() -> !transcribed.finals("alice").isEmpty());
                room.audioUntil(6 + random.nextDouble() * 3);
                first.kill();
            }
            room.audioUntil(12);

            roles.start(sid + "_second", layout, engine);
            room.allAudio().end();

            assertWhole(transcribed, room);
        }
    }

    @Test
    void anOwnerThatLeavesHandsOverWithoutLossOrRepeat() throws Exception {
        Transcribed transcribed = new Transcribed(cluster, "RM_left");
        SttConnectorRole first = roles.start("leaving", SttConnectorConfig.USUAL, engine);
        try (PlayedRoom room = new PlayedRoom(cluster, "RM_left", call(), START_TICKS)
                .announce()
                .createTopics()) {
            room.audioUntil(5);
            await().atMost(PATIENCE).until(() -> !transcribed.finals("bob").isEmpty());
            roles.start("staying", SttConnectorConfig.USUAL, engine);
            room.audioUntil(8);

            RunningRoles.stop(first);
            room.allAudio().end();

            assertWhole(transcribed, room);
        }
    }

    @ParameterizedTest
    @EnumSource
    void enginesThatFailAreFollowedByOthersAtTheSamePosition(PcmLayout layout) throws Exception {
        String sid = "RM_fails_" + layout;
        Transcribed transcribed = new Transcribed(cluster, sid);
        Random random = new Random(9);
        ToneFaults faults = (number, config) -> number < 6
                ? Optional.of(new ToneFaults.Fault(random.nextInt(6 * 16_000), number % 3 != 0))
                : Optional.empty();
        SessionSettings usual = SessionSettings.USUAL;
        SessionSettings settings = new SessionSettings(
                usual.language(),
                usual.partials(),
                usual.maxDelay(),
                usual.preRoll(),
                usual.checkpointInterval(),
                usual.maxBacklog(),
                usual.stallTimeout(),
                usual.retry(),
                Duration.ofMillis(300));
        SttConnectorConfig config = new SttConnectorConfig(settings, layout);
        try (ToneEngine failing = new ToneEngine(ToneOptions.USUAL.withWordsPerFinal(3), faults);
                PlayedRoom room = new PlayedRoom(cluster, layout, sid, call(), START_TICKS)) {
            roles.start("failing", config, failing);
            room.announce().createTopics().allAudio().end();

            assertWhole(transcribed, room);
            assertThat(transcribed.sessions())
                    .filteredOn(it -> it.getStatus() == SttSessionStatus.FAILED)
                    .hasSize(6)
                    .extracting(SttSession::getError)
                    .allSatisfy(error -> assertThat(error).contains("failed as told"));
        }
    }

    @Test
    void aBrokerThatComesBackFindsEverythingGoingOn() throws Exception {
        Transcribed transcribed = new Transcribed(cluster, "RM_broker");
        roles.start("patient", SttConnectorConfig.USUAL, engine);
        try (PlayedRoom room = new PlayedRoom(cluster, "RM_broker", call(), START_TICKS)
                .announce()
                .createTopics()) {
            room.audioUntil(6);
            await().atMost(PATIENCE).until(() -> !transcribed.finals("alice").isEmpty());

            cluster.restart();
            room.allAudio().end();

            assertWhole(transcribed, room);
        }
    }

    private static void assertWhole(Transcribed transcribed, PlayedRoom room) {
        await().atMost(PATIENCE).until(() -> transcribed.ends().size() == SPEAKERS.size());
        for (String speaker : SPEAKERS) {
            assertThat(transcribed.words(speaker)).isEqualTo(room.truth(speaker));
            assertThat(transcribed.ends())
                    .filteredOn(it -> it.getTrackSid().equals(room.track(speaker)))
                    .extracting(TrackTranscribed::getCount)
                    .containsExactly((long) transcribed.finals(speaker).size());
        }
    }

    private static ToneCall call() {
        return ToneCall.builder()
                .alternate(SPEAKERS, 8, 2, Duration.ofMillis(30))
                .gap(Duration.ofSeconds(2))
                .alternate(SPEAKERS, 2, 1, Duration.ofMillis(200))
                .build();
    }
}
