package io.voxlog.ingest.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class TrackCursorTest {
    private static final long START = 48_000;
    private static final long JUMP = 480_000;

    private static TrackAudio track(long nextSequence, long endTicks) {
        return track(TrackInput.OPUS, nextSequence, endTicks);
    }

    private static TrackAudio track(TrackInput input, long nextSequence, long endTicks) {
        return new TrackAudio(
                "TR_1",
                "PA_1",
                "alice",
                input,
                START,
                new TrackAudio.Progress(nextSequence, nextSequence, endTicks),
                3,
                false,
                0);
    }

    private static TrackCursor fresh() {
        return new TrackCursor(track(0, START), false, JUMP, false);
    }

    @Test
    void placesPacketsBehindOneAnother() {
        TrackCursor cursor = fresh();
        assertThat(cursor.packet(0, 0, 960)).isEqualTo(new AudioStep.Packet(START, -1));
        assertThat(cursor.packet(1, 960, 2_880)).isEqualTo(new AudioStep.Packet(START + 960, -1));
        assertThat(cursor.packet(1, 960, 2_880)).isEqualTo(new AudioStep.Repeated());
        assertThat(cursor.endCaptureTicks()).isEqualTo(3_840);
        assertThat(cursor.nextSequence()).isEqualTo(2);
    }

    @Test
    void refusesHolesStepsBackAndJumps() {
        TrackCursor cursor = fresh();
        cursor.packet(0, 0, 960);
        assertRefused(AudioRefusal.SEQUENCE_GAP, () -> cursor.packet(2, 960, 960));
        assertRefused(AudioRefusal.TIME_WENT_BACK, () -> cursor.packet(1, 959, 960));
        assertRefused(AudioRefusal.TIME_JUMP, () -> cursor.packet(1, 960 + JUMP + 1, 960));
        assertThat(cursor.packet(1, 960 + JUMP, 960)).isInstanceOf(AudioStep.Packet.class);
    }

    @Test
    void aJumpAfterAnOutageIsAGapAndOnlyThere() {
        TrackCursor cursor = new TrackCursor(track(5, START + 960), true, JUMP, false);
        assertThat(cursor.packet(5, 10 * JUMP, 960)).isEqualTo(new AudioStep.Packet(START + 10 * JUMP, START + 960));
        assertRefused(AudioRefusal.TIME_JUMP, () -> cursor.packet(6, 20 * JUMP, 960));
    }

    @Test
    void aJumpOfALiveSourceOrOfPacketsEncodedHereIsAGapEachTime() {
        for (TrackCursor cursor : List.of(
                new TrackCursor(track(0, START), false, JUMP, true),
                new TrackCursor(track(TrackInput.PCM, 0, START), false, JUMP, false),
                new TrackCursor(track(TrackInput.EGRESS, 0, START), false, JUMP, false))) {
            assertThat(cursor.packet(0, 0, 960)).isEqualTo(new AudioStep.Packet(START, -1));
            assertThat(cursor.packet(1, 2 * JUMP, 960)).isEqualTo(new AudioStep.Packet(START + 2 * JUMP, START + 960));
            assertThat(cursor.packet(2, 4 * JUMP, 960))
                    .isEqualTo(new AudioStep.Packet(START + 4 * JUMP, START + 2 * JUMP + 960));
        }
    }

    @Test
    void declaredGapsAndSilenceMoveBothEnds() {
        TrackCursor cursor = fresh();
        assertThat(cursor.silence(2 * JUMP)).isEqualTo(new AudioStep.Progress(false, START, START + 2 * JUMP, 0));
        assertThat(cursor.silence(JUMP)).isEqualTo(new AudioStep.Repeated());
        AudioRequest.Gap gap = new AudioRequest.Gap(0, 4, 4 * JUMP);
        assertThat(cursor.gap(gap)).isEqualTo(new AudioStep.Progress(true, START + 2 * JUMP, START + 4 * JUMP, 4));
        assertThat(cursor.gap(gap)).isEqualTo(new AudioStep.Repeated());
        assertThat(cursor.packet(4, 4 * JUMP, 960)).isInstanceOf(AudioStep.Packet.class);
        assertRefused(AudioRefusal.SEQUENCE_GAP, () -> cursor.gap(new AudioRequest.Gap(9, 12, 5 * JUMP)));
        assertRefused(AudioRefusal.BAD_MESSAGE, () -> cursor.silence(AudioFrame.MAX_CAPTURE_TICKS + 1));
    }

    @Test
    void aLivePacketBehindItsDeclaredSilenceIsLateNotFatal() {
        TrackCursor cursor = new TrackCursor(track(0, START), false, JUMP, true);
        cursor.packet(0, 0, 960);
        assertThat(cursor.absentUntil(false, START + 9_600))
                .isEqualTo(new AudioStep.Progress(false, START + 960, START + 9_600, 1));
        assertThat(cursor.packet(1, 960, 960)).isEqualTo(new AudioStep.Late());
        assertThat(cursor.packet(2, 9_600, 960)).isEqualTo(new AudioStep.Packet(START + 9_600, -1));
    }

    @Test
    void theEndIsTheLaterOfDeclaredAndStored() {
        TrackCursor cursor = fresh();
        cursor.packet(0, 0, 960);
        assertThat(cursor.closedAt(new AudioRequest.Close(OptionalLong.empty())))
                .isEqualTo(START + 960);
        assertThat(cursor.closedAt(new AudioRequest.Close(OptionalLong.of(5_000))))
                .isEqualTo(START + 5_000);
        assertThat(cursor.closedAt(new AudioRequest.Close(OptionalLong.of(5)))).isEqualTo(START + 960);
    }

    private static void assertRefused(AudioRefusal refusal, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        AudioRefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }
}
