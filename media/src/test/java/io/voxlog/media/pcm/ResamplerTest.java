package io.voxlog.media.pcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ResamplerTest {
    private static final double AMPLITUDE = 20_000;

    @Test
    void aKilohertzThroughSixteenKilohertzAndBackIsSixtyDecibelsClean() {
        short[] there = resampled(48_000, 16_000, sine(48_000, 1_000, 48_000));
        short[] back = resampled(16_000, 48_000, there);

        assertThat(back).hasSize(48_000);
        assertThat(noise(back, 48_000, 1_000)).as("THD+N in dB").isLessThan(-75);
    }

    @Property(tries = 81)
    void speechBelowBothBandsPassesCleanAndInPlaceBetweenAllRates(
            @ForAll("rates") int inputHz, @ForAll("rates") int outputHz) {
        int hz = 1_000;
        short[] output = resampled(inputHz, outputHz, sine(inputHz, hz, inputHz));

        // Against a sine of the output's own rate: that the delay is taken off shows in the phase.
        double error = 0;
        for (int i = outputHz / 10; i < outputHz * 9 / 10; i++) {
            double wanted = AMPLITUDE * Math.sin(2 * Math.PI * hz * i / outputHz);
            error = Math.max(error, Math.abs(output[i] - wanted));
        }
        assertThat(error).isLessThan(AMPLITUDE / 1_000);
    }

    @Test
    void tenKilohertzIntoSixteenIsSixtyDecibelsDown() {
        assertThat(level(resampled(48_000, 16_000, sine(48_000, 10_000, 48_000)), 16_000))
                .isLessThan(AMPLITUDE / Math.sqrt(2) / 1_000);
    }

    @Property(tries = 60)
    void whatTheLowerRateCannotHoldIsSixtyDecibelsDown(
            @ForAll("rates") int inputHz,
            @ForAll("rates") int outputHz,
            @ForAll @IntRange(min = 0, max = 100) int share) {
        if (outputHz >= inputHz) {
            return;
        }
        double hz = outputHz / 2.0 + share / 100.0 * (inputHz - outputHz) / 2.0 * 0.98;

        assertThat(level(resampled(inputHz, outputHz, sine(inputHz, hz, inputHz)), outputHz))
                .isLessThan(AMPLITUDE / Math.sqrt(2) / 1_000);
    }

    @Property(tries = 100)
    void theOutputDoesNotDependOnHowTheInputIsCut(
            @ForAll("rates") int inputHz,
            @ForAll("rates") int outputHz,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 3_000) Integer> cuts) {
        int length = cuts.stream().mapToInt(Integer::intValue).sum();
        short[] input = noise(length);
        Resampler pieces = new Resampler(inputHz, outputHz);
        short[] output = new short[pieces.maxOutput(length)];
        int written = 0;
        int at = 0;
        for (int cut : cuts) {
            assertThat(pieces.maxOutput(cut)).isGreaterThanOrEqualTo(outputOf(cut, inputHz, outputHz));
            written += pieces.process(input, at, cut, output, written);
            at += cut;
        }
        written += pieces.finish(output, written);

        assertThat(Arrays.copyOf(output, written)).isEqualTo(resampled(inputHz, outputHz, input));
        assertThat(written).isEqualTo(outputOf(length, inputHz, outputHz));
    }

    @Test
    void anHourHasExactlyTheSamplesOfAnHour() {
        // The least friendly of the ratios, 320 to 441, at rates low enough to run the whole hour.
        assertThat(hour(11_025, 8_000)).isEqualTo(3_600L * 8_000);
    }

    @Test
    void equalRatesCopy() {
        short[] input = noise(5_000);

        assertThat(resampled(16_000, 16_000, input)).isEqualTo(input);
    }

    @Test
    void fullScaleClipsAndNeverWraps() {
        short[] square = new short[4_800];
        for (int i = 0; i < square.length; i++) {
            square[i] = i / 48 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        short[] output = resampled(48_000, 44_100, square);
        for (int i = 200; i < 4_000; i++) {
            double place = i * 48_000.0 / 44_100;
            boolean middle = Math.abs(place % 48 - 24) < 8;
            if (middle) {
                assertThat(output[i] > 0).isEqualTo((int) place / 48 % 2 == 0);
            }
        }
    }

    @Test
    void startsAnewAfterTheEndOfAStream() {
        short[] input = noise(2_000);
        Resampler reused = new Resampler(44_100, 48_000);
        short[] output = new short[reused.maxOutput(2_000)];
        for (int i = 0; i < 2; i++) {
            int written = reused.process(input, 0, 2_000, output, 0);
            written += reused.finish(output, written);
            assertThat(Arrays.copyOf(output, written)).isEqualTo(resampled(44_100, 48_000, input));
        }
    }

    @Test
    void otherRatesAreRefused() {
        assertThatThrownBy(() -> new Resampler(48_000, 9_600)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Resampler(0, 16_000)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void floatsAreClippedAndWhatIsNoNumberIsSilence() {
        float[] floats = {0, 0.5f, -0.5f, 1, -1, 1.7f, -300, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY
        };
        byte[] bytes = new byte[4 * floats.length];
        java.nio.ByteBuffer.wrap(bytes)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .put(floats);
        short[] samples = new short[floats.length + 1];

        F32le.samples(bytes, 0, floats.length, samples, 1);

        assertThat(samples)
                .containsExactly(0, 0, 16_384, -16_384, 32_767, -32_768, 32_767, -32_768, 0, 32_767, -32_768);
    }

    @Property
    void anyFloatBecomesTheNearestSample(@ForAll float value) {
        double wanted = Float.isNaN(value) ? 0 : Math.max(-32_768, Math.min(32_767, value * 32_768.0));

        assertThat((double) F32le.sample(value)).isCloseTo(wanted, within(0.51));
    }

    @Provide
    static Arbitrary<Integer> rates() {
        return Arbitraries.of(Resampler.RATES);
    }

    private static long hour(int inputHz, int outputHz) {
        Resampler resampler = new Resampler(inputHz, outputHz);
        short[] input = new short[inputHz];
        short[] output = new short[resampler.maxOutput(inputHz)];
        long samples = 0;
        for (int second = 0; second < 3_600; second++) {
            samples += resampler.process(input, 0, inputHz, output, 0);
        }
        return samples + resampler.finish(output, 0);
    }

    private static int outputOf(int samples, int inputHz, int outputHz) {
        return (int) (((long) samples * outputHz + inputHz - 1) / inputHz);
    }

    private static short[] resampled(int inputHz, int outputHz, short[] input) {
        Resampler resampler = new Resampler(inputHz, outputHz);
        short[] output = new short[resampler.maxOutput(input.length)];
        int written = resampler.process(input, 0, input.length, output, 0);
        written += resampler.finish(output, written);
        return Arrays.copyOf(output, written);
    }

    /** What is not the tone, against the tone, in dB, over whole periods in the middle. */
    private static double noise(short[] samples, int rate, double hz) {
        int from = rate / 10;
        int count = rate * 8 / 10;
        double sine = 0;
        double cosine = 0;
        double all = 0;
        for (int i = from; i < from + count; i++) {
            double angle = 2 * Math.PI * hz * i / rate;
            sine += samples[i] * Math.sin(angle);
            cosine += samples[i] * Math.cos(angle);
            all += (double) samples[i] * samples[i];
        }
        double tone = 2 * (sine * sine + cosine * cosine) / count;
        return 10 * Math.log10((all - tone) / tone);
    }

    private static double level(short[] samples, int rate) {
        double sum = 0;
        for (int i = rate / 10; i < rate * 9 / 10; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / (rate * 0.8));
    }

    private static short[] sine(int rate, double hz, int count) {
        short[] sine = new short[count];
        for (int i = 0; i < count; i++) {
            sine[i] = (short) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * hz * i / rate));
        }
        return sine;
    }

    private static short[] noise(int count) {
        java.util.Random random = new java.util.Random(7);
        short[] noise = new short[count];
        for (int i = 0; i < count; i++) {
            noise[i] = (short) random.nextInt();
        }
        return noise;
    }
}
