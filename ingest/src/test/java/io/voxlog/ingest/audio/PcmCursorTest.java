package io.voxlog.ingest.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.ingest.pcm.PcmFormat;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class PcmCursorTest {
    private static final PcmFormat CD = new PcmFormat(PcmFormat.Encoding.S16LE, 44_100, 1);
    private static final long MAX_JUMP = 480_000;

    private static PcmCursor cursor(long nextSequence, long endCapture, boolean resuming, boolean live) {
        TrackAudio track = new TrackAudio(
                "TR_1",
                "PA_1",
                "alice",
                TrackInput.PCM,
                5_000,
                new TrackAudio.Progress(nextSequence, 99, 5_000 + endCapture),
                3,
                false,
                0);
        return new PcmCursor(track, CD, resuming, MAX_JUMP, live);
    }

    @Test
    void samplesAreCountedSoThatRoundedTimesDoNotDrift() {
        PcmCursor cursor = cursor(0, 0, false, false);
        for (int i = 0; i < 10_000; i++) {
            long rounded = Math.round(i * 48_000_000.0 / 44_100) + i % 3 * 40L;
            assertThat(cursor.frame(i, rounded, 1_000)).isEqualTo(new PcmStep.Samples(CD.ticks(i * 1_000L), 0));
        }
        assertThat(cursor.endTicks()).isEqualTo(CD.ticks(10_000_000));
    }

    @Test
    void aResumedSourceSendsAFrameOfWhichTheFirstPartIsStored() {
        PcmCursor cursor = cursor(7, 9_600, true, false);
        assertThat(cursor.frame(5, 0, 4_410)).isInstanceOf(PcmStep.Repeated.class);
        assertThat(cursor.frame(7, 4_800, 4_410 * 2)).isEqualTo(new PcmStep.Samples(9_600, 4_410));
        assertThat(cursor.endTicks()).isEqualTo(14_400);
        assertThat(cursor.nextSequence()).isEqualTo(8);
    }

    @Test
    void afterAnOutageTimeMayHaveGoneOn() {
        assertThat(cursor(7, 9_600, true, false).frame(7, 48_000 * 60, 441))
                .isEqualTo(new PcmStep.Samples(48_000 * 60, 0));
        assertThatThrownBy(() -> cursor(7, 9_600, false, false).frame(7, 48_000 * 60, 441))
                .hasMessageContaining("jumps");
    }

    @Test
    void aLiveSourceThatStoodStillForTheLogGoesOnFarAhead() {
        PcmCursor live = cursor(0, 0, false, true);
        live.frame(0, 0, 4_410);
        assertThat(live.frame(1, 48_000 * 60, 4_410)).isEqualTo(new PcmStep.Samples(48_000 * 60, 0));
        assertThat(live.frame(2, 48_000 * 60 + 4_800, 4_410))
                .as("counted from there")
                .isEqualTo(new PcmStep.Samples(48_000 * 60 + 4_800, 0));
    }

    @Test
    void whatIsDeclaredSilentStaysSilent() {
        PcmCursor declared = cursor(0, 0, false, false);
        declared.frame(0, 0, 4_410);
        assertThat(declared.silence(96_000)).isEqualTo(new PcmStep.Pause(false, 96_000, 1, false));
        assertThat(declared.silence(48_000)).isInstanceOf(PcmStep.Repeated.class);
        assertThatThrownBy(() -> declared.frame(1, 48_000, 4_410)).hasMessageContaining("before");
        PcmCursor live = cursor(0, 0, false, true);
        live.frame(0, 0, 4_410);
        live.silence(96_000);
        assertThat(live.frame(1, 48_000, 4_410)).isInstanceOf(PcmStep.Late.class);
        assertThat(live.frame(2, 93_600, 4_410)).isEqualTo(new PcmStep.Samples(96_000, 2_205));
    }

    @Test
    void gapsJoinSequencesAndTimes() {
        PcmCursor cursor = cursor(0, 0, false, false);
        cursor.frame(0, 0, 4_410);
        assertThat(cursor.gap(new AudioRequest.Gap(1, 5, 48_000))).isEqualTo(new PcmStep.Pause(true, 48_000, 5, false));
        assertThatThrownBy(() -> cursor.gap(new AudioRequest.Gap(7, 9, 96_000))).hasMessageContaining("join");
        assertThat(cursor.gap(new AudioRequest.Gap(5, 6, 48_100))).isEqualTo(new PcmStep.Pause(true, 48_100, 6, false));
        cursor.frame(6, 48_100, 441);
        assertThat(cursor.gap(new AudioRequest.Gap(7, 8, 48_700)))
                .as("the packet has room for it")
                .isEqualTo(new PcmStep.Pause(true, 48_700, 8, true));
        assertThat(cursor.closedAt(new AudioRequest.Close(OptionalLong.of(0)))).isGreaterThanOrEqualTo(48_700);
    }
}
