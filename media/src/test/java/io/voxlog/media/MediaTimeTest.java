package io.voxlog.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MediaTimeTest {
    @Test
    void countsTicksOfSamplesAndMillis() {
        assertThat(MediaTime.ofSamples(16_000, 16_000)).isEqualTo(MediaTime.ofMillis(1_000));
        assertThat(MediaTime.ofSamples(1, 16_000).ticks()).isEqualTo(3);
        assertThat(MediaTime.ofSamples(1, 24_000).ticks()).isEqualTo(2);
        assertThat(MediaTime.ofSeconds(0.02).ticks()).isEqualTo(960);
    }

    @Test
    void refusesRatesThatAreNoWholeNumberOfTicks() {
        assertThatThrownBy(() -> MediaTime.ticksPerSample(44_100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MediaTime.ticksPerSample(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void roundsMillisDownAlsoBeforeZero() {
        assertThat(new MediaTime(47).millis()).isZero();
        assertThat(new MediaTime(-1).millis()).isEqualTo(-1);
    }

    @Test
    void staysExactOverAYear() {
        MediaTime year = MediaTime.ofMillis(Duration.ofDays(365).toMillis()).plus(1);

        assertThat(year.toDuration()).isEqualTo(Duration.ofDays(365).plusNanos(20_833));
        assertThat(year).isGreaterThan(MediaTime.ofMillis(Duration.ofDays(365).toMillis()));
    }
}
