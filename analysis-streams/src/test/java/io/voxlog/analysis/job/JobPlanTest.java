package io.voxlog.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JobPlanTest {
    private static final List<Integer> BANDS = List.of(100, 90, 70, 50);

    @Test
    void readsTypesWithTheMostUrgentFirst() {
        assertThat(JobPlan.parse("coaching:60, summary:100").priorities())
                .containsExactly(entry("summary", 100), entry("coaching", 60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "summary", "summary:", "summary:high", ":5", "Sum mary:5", "a/b:5"})
    void refusesWhatIsNoPlan(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> JobPlan.parse(text));
    }

    @Test
    void aPriorityGoesToTheHighestBandThatIsNotAboveIt() {
        assertThat(JobPlan.band(100, BANDS)).isEqualTo(100);
        assertThat(JobPlan.band(250, BANDS)).isEqualTo(100);
        assertThat(JobPlan.band(89, BANDS)).isEqualTo(70);
        assertThat(JobPlan.band(3, BANDS)).isEqualTo(50);
    }
}
