package io.voxlog.stt.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StreamTimelineTest {
    private final StreamTimeline timeline = new StreamTimeline(48_000);

    @Test
    void aSampleIsThreeTicks() {
        assertThat(timeline.startTicks(0)).isEqualTo(48_000);
        assertThat(timeline.endTicks(16_000)).isEqualTo(96_000);
    }

    @Test
    void whatEndsAtAJumpEndsBeforeItAndWhatStartsThereStartsAfterIt() {
        timeline.jump(16_000, 1_000_000);
        assertThat(timeline.endTicks(16_000)).isEqualTo(96_000);
        assertThat(timeline.startTicks(16_000)).isEqualTo(1_000_000);
        assertThat(timeline.endTicks(16_001)).isEqualTo(1_000_003);
        assertThat(timeline.startTicks(15_999)).isEqualTo(95_997);
    }

    @Test
    void twoJumpsAtOneSampleAreOne() {
        timeline.jump(10, 500_000);
        timeline.jump(10, 600_000);
        assertThat(timeline.startTicks(10)).isEqualTo(600_000);
        assertThat(timeline.endTicks(10)).isEqualTo(48_030);
    }

    @Test
    void forgettingChangesNothingFromThereOn() {
        timeline.jump(100, 500_000);
        timeline.jump(200, 900_000);
        timeline.forgetBefore(200);
        assertThat(timeline.endTicks(200)).isEqualTo(500_300);
        assertThat(timeline.startTicks(200)).isEqualTo(900_000);
    }
}
