package io.voxlog.ingest.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.ingest.audio.AudioLog;
import io.voxlog.ingest.audio.RoomAudio;
import io.voxlog.ingest.audio.TrackAudio;
import io.voxlog.ingest.audio.TrackInput;
import io.voxlog.ingest.room.RoomFacts;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class OwnerPolicyTest {
    private static final long SECOND = 1_000_000_000L;
    private static final OptionalLong NONE = OptionalLong.empty();

    private final AtomicLong nanos = new AtomicLong();
    private final AudioLog log = new AudioLog(nanos::get);
    private final OwnerPolicy policy = new OwnerPolicy(
            "me-",
            new OwnerSettings(Duration.ofSeconds(60), Duration.ofMinutes(10), Duration.ofHours(24), Duration.ZERO));

    private static RoomFacts room(boolean finished) {
        return new RoomFacts(
                "RM_1", "standup", OptionalLong.of(1), finished, false, List.of(), List.of(), NONE, NONE, false);
    }

    private RoomAudio audio() {
        return log.find("RM_1").orElseThrow();
    }

    private void joinedAndOpened(String agent) {
        log.joined("RM_1", 1, agent);
        log.opened("RM_1", 2, TrackAudio.opened("TR_1", "PA_1", "alice", TrackInput.OPUS, 0, 1));
    }

    private OwnerPolicy.Surroundings at(long seconds, boolean served) {
        return new OwnerPolicy.Surroundings(seconds * SECOND, 0, 0, served, sid -> served);
    }

    @Test
    void joinsWhatNobodyJoinedAndWhatAnotherJoined() {
        assertThat(policy.decide(room(false), null, at(0, false))).isInstanceOf(OwnerStep.Join.class);
        joinedAndOpened("other-1");
        assertThat(policy.decide(room(false), audio(), at(0, false))).isInstanceOf(OwnerStep.Join.class);
        log.joined("RM_1", 3, "me-1");
        assertThat(policy.decide(room(false), audio(), at(0, false))).isInstanceOf(OwnerStep.Rest.class);
    }

    @Test
    void waitsForTimeZero() {
        RoomFacts early = new RoomFacts("RM_1", "standup", NONE, false, false, List.of(), List.of(), NONE, NONE, false);
        assertThat(policy.decide(early, null, at(0, false))).isInstanceOf(OwnerStep.Rest.class);
    }

    @Test
    void closesATrackWhenItsResumeWindowIsOver() {
        joinedAndOpened("me-1");
        assertThat(policy.decide(room(false), audio(), at(59, false))).isInstanceOf(OwnerStep.Rest.class);
        assertThat(policy.decide(room(false), audio(), at(60, true))).isInstanceOf(OwnerStep.Rest.class);
        assertThat(policy.decide(room(false), audio(), at(60, false)))
                .isInstanceOfSatisfying(
                        OwnerStep.CloseTracks.class,
                        close -> assertThat(close.ends()).singleElement().satisfies(end -> {
                            assertThat(end.track().trackSid()).isEqualTo("TR_1");
                            assertThat(end.reason()).isEqualTo("resume_window_over");
                        }));
    }

    @Test
    void aConnectedTrackOfAFinishedRoomGoesOnUpToABound() {
        joinedAndOpened("me-1");
        assertThat(policy.decide(room(true), audio(), at(599, true))).isInstanceOf(OwnerStep.Rest.class);
        assertThat(policy.decide(room(true), audio(), at(600, true)))
                .isInstanceOfSatisfying(
                        OwnerStep.CloseTracks.class,
                        close -> assertThat(close.ends().get(0).reason()).isEqualTo("room_finished"));
    }

    @Test
    void closesAFinishedRoomOnceAllItsTracksAreClosedAndNobodyIsConnected() {
        joinedAndOpened("me-1");
        assertThat(policy.decide(room(true), audio(), at(1, false))).isInstanceOf(OwnerStep.Rest.class);
        log.ended("RM_1", 4, 1, "TR_1", 960);
        assertThat(policy.decide(room(false), audio(), at(1, false))).isInstanceOf(OwnerStep.Rest.class);
        assertThat(policy.decide(room(true), audio(), at(1, true))).isInstanceOf(OwnerStep.Rest.class);
        assertThat(policy.decide(room(true), audio(), at(1, false))).isInstanceOf(OwnerStep.CloseRoom.class);
        log.roomClosed("RM_1", 5, 1);
        assertThat(policy.decide(room(true), audio(), at(1, false))).isInstanceOf(OwnerStep.Rest.class);
    }

    @Test
    void aRoomThatFinishedBeforeAnybodyJoinedIsJoinedAndClosed() {
        assertThat(policy.decide(room(true), null, at(0, false))).isInstanceOf(OwnerStep.Join.class);
        log.joined("RM_1", 1, "me-1");
        assertThat(policy.decide(room(true), audio(), at(0, false))).isInstanceOf(OwnerStep.CloseRoom.class);
    }

    @Test
    void deletesPcmWhenAllIsTranscribedAndTheGraceIsOver() {
        long day = Duration.ofHours(24).toMillis();
        assertThat(policy.decide(sealed(true, false), null, onDate(day + 5))).isInstanceOf(OwnerStep.DeletePcm.class);
        assertThat(policy.decide(sealed(true, false), null, onDate(day + 4))).isInstanceOf(OwnerStep.Rest.class);
        assertThat(policy.decide(sealed(false, false), null, onDate(day + 5))).isInstanceOf(OwnerStep.Rest.class);
        assertThat(policy.decide(sealed(true, true), null, onDate(day + 5))).isInstanceOf(OwnerStep.Rest.class);
    }

    private static RoomFacts sealed(boolean transcribed, boolean deleted) {
        return new RoomFacts(
                "RM_1",
                "standup",
                OptionalLong.of(1),
                true,
                true,
                List.of(),
                List.of(
                        new RoomFacts.KnownTrack(
                                "PA_1", "alice", "TR_1", OptionalLong.of(0), OptionalLong.of(9), transcribed),
                        new RoomFacts.KnownTrack("PA_2", "bob", "TR_2", NONE, NONE, false)),
                NONE,
                OptionalLong.of(5),
                deleted);
    }

    private static OwnerPolicy.Surroundings onDate(long millis) {
        return new OwnerPolicy.Surroundings(0, millis, 0, false, sid -> false);
    }
}
