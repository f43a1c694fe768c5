package io.voxlog.stt.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReadMarksTest {
    private static final long QUARTER = 12_000;
    private final ReadMarks marks = new ReadMarks();

    @Test
    void everythingFromAPositionOnIsAtOrAfterItsOffset() {
        for (int i = 0; i < 100; i++) {
            marks.add(1_000 + i, i * 960L);
        }
        for (int i = 0; i < 100; i++) {
            long offset = marks.offsetOf(i * 960L);
            assertThat(offset).isLessThanOrEqualTo(1_000 + i).isGreaterThan(1_000 + i - 13);
        }
        assertThat(marks.offsetOf(-1)).isEqualTo(1_000);
    }

    @Test
    void forgettingKeepsTheMarkThatThePositionNeeds() {
        for (int i = 0; i < 10; i++) {
            marks.add(i, i * QUARTER);
        }
        marks.forgetBefore(3 * QUARTER + 1);
        assertThat(marks.offsetOf(3 * QUARTER + 1)).isEqualTo(3);
        assertThat(marks.offsetOf(0)).isEqualTo(3);
    }

    @Test
    void recordsReadAgainChangeNothing() {
        marks.add(5, 0);
        marks.add(6, QUARTER);
        marks.add(5, 0);
        marks.add(6, QUARTER);
        assertThat(marks.offsetOf(QUARTER)).isEqualTo(6);
        assertThat(marks.offsetOf(0)).isEqualTo(5);
    }
}
