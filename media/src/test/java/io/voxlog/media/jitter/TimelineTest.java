package io.voxlog.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class TimelineTest {
    private final Timeline timeline = new Timeline(16_000);

    @Test
    void lossIsConcealedForExactlyTheMissingTime() {
        timeline.place(0, 960, 0);

        assertThat(timeline.place(3_840, 960, 3)).isEqualTo(new Placement(false, 960, 2_880, 0, 0));
        assertThat(timeline.endTicks()).isEqualTo(4_800);
    }

    @Test
    void timeThatTheLostPacketsCannotAccountForWasSilence() {
        timeline.place(0, 960, 0);

        assertThat(timeline.place(48_000, 960, 1)).isEqualTo(new Placement(false, 960, 960, 46_080, 0));
    }

    @Test
    void aJumpWithoutLossIsSilence() {
        timeline.place(0, 960, 0);

        assertThat(timeline.place(48_000, 960, 0)).isEqualTo(new Placement(false, 960, 0, 47_040, 0));
    }

    @Test
    void whatIsLostAfterSilenceIsSilence() {
        timeline.place(0, 960, 0);
        timeline.extendTo(9_600);

        assertThat(timeline.place(11_520, 960, 2)).isEqualTo(new Placement(false, 9_600, 0, 1_920, 0));
    }

    @Test
    void aSuccessorConcealsAfterThePacketThatEndsWhereItStarts() {
        timeline.startAt(9_600);
        timeline.place(7_680, 960, 0);
        assertThat(timeline.followsAudio()).isFalse();

        timeline.place(8_640, 960, 0);

        assertThat(timeline.place(10_560, 960, 1).concealTicks()).isEqualTo(960);
    }

    @Test
    void noMoreThanASecondIsMadeUp() {
        timeline.place(0, 960, 0);

        assertThat(timeline.place(960 + 480_000, 960, 500).concealTicks()).isEqualTo(48_000);
    }

    @Test
    void aTrembleIsJoinedAndDriftIsSettledOnceItExceedsTheTolerance() {
        timeline.place(0, 960, 0);

        assertThat(timeline.place(960 + 470, 960, 0).audioTicks()).isEqualTo(960);
        assertThat(timeline.place(1_920 - 470, 960, 0).audioTicks()).isEqualTo(1_920);
        assertThat(timeline.place(2_880 + 480, 960, 0)).isEqualTo(new Placement(false, 2_880, 0, 480, 0));
    }

    @Test
    void whatWasPlacedBeforeIsCoveredAndTheRestOfALongPacketIsNot() {
        timeline.startAt(9_600);

        assertThat(timeline.place(8_640, 960, 0).covered()).isTrue();
        assertThat(timeline.place(8_640, 2_880, 0)).isEqualTo(new Placement(false, 9_600, 0, 0, 960));
        assertThat(timeline.endTicks()).isEqualTo(11_520);
    }

    @Property
    void aSuccessorPlacesExactlyWhatWasNotPlaced(@ForAll long seed, @ForAll @IntRange(min = 1, max = 99) int stop) {
        Random random = new Random(seed);
        int[] lengths = {120, 240, 480, 960, 1_920, 2_880, 5_760};
        long[] positions = new long[100];
        int[] durations = new int[100];
        for (int i = 0; i < 100; i++) {
            durations[i] = lengths[random.nextInt(lengths.length)];
            long end = i == 0 ? 0 : positions[i - 1] + durations[i - 1];
            positions[i] = end + (random.nextInt(10) == 0 ? random.nextInt(20_000) : 0);
        }
        long[] trembling = positions.clone();
        for (int i = 1; i < 100; i++) {
            trembling[i] += random.nextInt(2 * tolerance(durations[i]) + 1) - tolerance(durations[i]);
        }
        for (int i = 0; i < stop; i++) {
            timeline.place(trembling[i], durations[i], 0);
        }
        Timeline successor = new Timeline(16_000);
        successor.startAt(timeline.endTicks());

        for (int i = 0; i < stop; i++) {
            assertThat(successor.place(trembling[i], durations[i], 0).covered()).isTrue();
        }
        for (int i = stop; i < 100; i++) {
            assertThat(successor.place(trembling[i], durations[i], 0))
                    .isEqualTo(timeline.place(trembling[i], durations[i], 0));
        }
    }

    /** Half of what the timeline allows, as neighbours tremble against each other. */
    private static int tolerance(int durationTicks) {
        return Timeline.toleranceTicks(Math.min(durationTicks, 120)) / 2;
    }
}
