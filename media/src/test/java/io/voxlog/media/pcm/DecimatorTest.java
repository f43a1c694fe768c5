package io.voxlog.media.pcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DecimatorTest {
    private static final int SECOND = 48_000;

    @ParameterizedTest
    @CsvSource({"3, 100", "3, 1000", "3, 6500", "2, 1000", "2, 10000", "6, 1000", "6, 3000"})
    void keepsWhatTheNewRateCanHold(int factor, double hz) {
        assertThat(rms(lowered(factor, sine(hz)))).isCloseTo(10_000 / Math.sqrt(2), within(100.0));
    }

    @ParameterizedTest
    @CsvSource({"3, 10000", "3, 16000", "3, 20000", "2, 14000", "6, 5000"})
    void aliasesAreSixtyDecibelsDown(int factor, double hz) {
        assertThat(rms(lowered(factor, sine(hz)))).isLessThan(10_000 / Math.sqrt(2) / 1_000);
    }

    @Test
    void doesNotDependOnHowTheInputIsCut() {
        short[] input = sine(777);
        short[] whole = lowered(3, input);
        Decimator pieces = new Decimator(3, 960);
        short[] output = new short[whole.length];
        short[] piece = new short[960];

        for (int at = 0, length = 120; at + length <= SECOND; at += length, length = 120 + at % 7 * 120) {
            System.arraycopy(input, at, piece, 0, length);
            pieces.process(piece, length, output, at / 3);
        }

        assertThat(Arrays.copyOf(output, 15_000)).isEqualTo(Arrays.copyOf(whole, 15_000));
    }

    @Test
    void aPulseComesSeventeenSamplesLate() {
        short[] pulse = new short[SECOND];
        for (int i = 0; i < 3; i++) {
            pulse[300 + i] = 30_000;
        }
        short[] output = lowered(3, pulse);
        int loudest = 0;
        for (int i = 0; i < output.length; i++) {
            loudest = output[i] > output[loudest] ? i : loudest;
        }

        assertThat(loudest - 100).isBetween(16, 17);
    }

    private static short[] lowered(int factor, short[] input) {
        short[] output = new short[input.length / factor];
        new Decimator(factor, input.length).process(input, input.length, output, 0);
        return output;
    }

    private static double rms(short[] samples) {
        double sum = 0;
        for (int i = 1_000; i < samples.length; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / (samples.length - 1_000));
    }

    private static short[] sine(double hz) {
        short[] sine = new short[SECOND];
        for (int i = 0; i < SECOND; i++) {
            sine[i] = (short) Math.round(10_000 * Math.sin(2 * Math.PI * hz * i / SECOND));
        }
        return sine;
    }
}
