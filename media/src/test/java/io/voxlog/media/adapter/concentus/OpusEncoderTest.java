package io.voxlog.media.adapter.concentus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.voxlog.media.opus.OpusLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OpusEncoderTest {
    private static final double HZ = 440;

    @ParameterizedTest
    @ValueSource(ints = {8_000, 12_000, 16_000, 24_000, 48_000})
    void encodesEveryRateInPacketsOf20Millis(int rate) {
        OpusEncoder encoder = new OpusEncoder(rate, 32_000);
        OpusDecoder decoder = new OpusDecoder(rate);
        short[] said = sine(rate, rate, 8_000);
        short[] heard = new short[rate];

        for (int at = 0; at < rate; at += encoder.packetSamples()) {
            byte[] packet = encoder.encode(said, at);
            assertThat(OpusLayout.parse(packet).durationTicks()).isEqualTo(OpusEncoder.PACKET_TICKS);
            decoder.decode(packet, heard, at);
        }

        assertThat(level(heard, rate / 2, rate / 4, rate)).isCloseTo(8_000, within(1_200.0));
        assertThat(encoder.lookaheadTicks()).isBetween(100, 700);
    }

    @Test
    void refusesRatesThatOpusDoesNotKnow() {
        assertThatThrownBy(() -> new OpusEncoder(44_100, 32_000)).isInstanceOf(IllegalArgumentException.class);
    }

    private static short[] sine(int rate, int samples, double amplitude) {
        short[] sine = new short[samples];
        for (int i = 0; i < samples; i++) {
            sine[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * HZ * i / rate));
        }
        return sine;
    }

    /** Amplitude of the tone in a stretch, by correlation with it. */
    private static double level(short[] samples, int from, int count, int rate) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < count; i++) {
            re += samples[from + i] * Math.cos(2 * Math.PI * HZ * i / rate);
            im += samples[from + i] * Math.sin(2 * Math.PI * HZ * i / rate);
        }
        return 2 * Math.hypot(re, im) / count;
    }
}
