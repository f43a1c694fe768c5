package io.voxlog.monitor.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.monitor.projection.Projection.Claim;
import io.voxlog.monitor.projection.Projection.Source;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RebuildGoalTest {
    private static final Source ROOMS = new Source("rooms", 0);
    private static final Source CONFIG = new Source("config", 0);

    @Test
    void countsWhatWasThereWhenItBegan() {
        RebuildGoal goal = new RebuildGoal(Map.of(ROOMS, 10L, CONFIG, 4L));

        assertThat(goal.progress(Map.of())).isEqualTo(new RebuildGoal.Progress(0, 14));
        assertThat(goal.progress(Map.of(ROOMS, at(ROOMS, 25)))).isEqualTo(new RebuildGoal.Progress(10, 14));
        assertThat(goal.progress(Map.of(ROOMS, at(ROOMS, 25))).complete()).isFalse();
        assertThat(goal.progress(Map.of(ROOMS, at(ROOMS, 10), CONFIG, at(CONFIG, 4)))
                        .complete())
                .isTrue();
    }

    @Test
    void anEmptyLogIsRebuiltAtOnce() {
        assertThat(new RebuildGoal(Map.of(ROOMS, 0L)).progress(Map.of()).complete())
                .isTrue();
    }

    private static Claim at(Source source, long nextOffset) {
        return new Claim(source, 1, nextOffset);
    }
}
