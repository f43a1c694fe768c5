package io.voxlog.media.opus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusMode;
import io.voxlog.media.MediaFormatException;
import io.voxlog.media.ogg.OggOpusReader;
import io.voxlog.media.ogg.OggPacket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every decoder does. Packets come from Concentus' encoder, which can be told how to code them. */
public abstract class MonoDecoderContract {
    private static final double HZ = 440;

    protected abstract MonoDecoder decoder(int sampleRateHz);

    @ParameterizedTest
    @CsvSource({
        "16000, 120", "16000, 240", "16000, 480", "16000, 960", "16000, 1920", "16000, 2880",
        "24000, 120", "24000, 240", "24000, 480", "24000, 960", "24000, 1920", "24000, 2880"
    })
    void decodesPacketsOfAnyLengthStraightToTheWantedRate(int rate, int packetTicks) throws OpusException {
        MonoDecoder decoder = decoder(rate);
        short[] heard = new short[rate + decoder.maxSamples()];
        int at = 0;

        for (byte[] packet : packets(1, packetTicks, 48_000, 1.0, 0)) {
            assertThat(OpusLayout.parse(packet).durationTicks()).isEqualTo(packetTicks);
            at += decoder.decode(packet, heard, at);
        }

        assertThat(at).isCloseTo(rate, within(packetTicks * rate / 48_000));
        assertThat(level(heard, rate / 4, rate / 2, rate)).isCloseTo(8_000, within(800.0));
    }

    @ParameterizedTest
    @CsvSource({
        "16000, MODE_SILK_ONLY, 24000", "16000, MODE_HYBRID, 40000", "16000, MODE_CELT_ONLY, 64000",
        "24000, MODE_SILK_ONLY, 24000", "24000, MODE_HYBRID, 40000", "24000, MODE_CELT_ONLY, 64000"
    })
    void everyCodingModeIsHeardAtEveryRate(int rate, OpusMode mode, int bitsPerSecond) throws OpusException {
        var encoder = new io.github.jaredmdobson.concentus.OpusEncoder(
                mode == OpusMode.MODE_SILK_ONLY ? 16_000 : 48_000, 1, OpusApplication.OPUS_APPLICATION_VOIP);
        encoder.setBitrate(bitsPerSecond);
        encoder.setForceMode(mode);
        int packetSamples = encoder.getSampleRate() / 50;
        short[] said = sine(encoder.getSampleRate(), encoder.getSampleRate(), 8_000);
        MonoDecoder decoder = decoder(rate);
        short[] heard = new short[rate];
        byte[] packet = new byte[1_500];

        for (int i = 0; i < 50; i++) {
            int length = encoder.encode(said, i * packetSamples, packetSamples, packet, 0, packet.length);
            decoder.decode(Arrays.copyOf(packet, length), heard, i * rate / 50);
        }

        assertThat((packet[0] & 0xff) >> 3)
                .isBetween(
                        switch (mode) {
                            case MODE_SILK_ONLY -> 0;
                            case MODE_HYBRID -> 12;
                            default -> 16;
                        },
                        switch (mode) {
                            case MODE_SILK_ONLY -> 11;
                            case MODE_HYBRID -> 15;
                            default -> 31;
                        });
        assertThat(level(heard, rate / 2, rate / 4, rate)).isCloseTo(8_000, within(1_200.0));
    }

    @Test
    void theBundledCallIsHeard() throws IOException {
        OggOpusReader file =
                OggOpusReader.open(Files.newInputStream(Path.of("..", "calls", "weekly-review", "bob.ogg")));
        MonoDecoder decoder = decoder(16_000);
        short[] heard = new short[decoder.maxSamples()];
        double loudest = 0;

        for (Optional<OggPacket> next = file.next(); next.isPresent(); next = file.next()) {
            int count = decoder.decode(next.get().payload(), heard, 0);
            for (int i = 0; i < count; i++) {
                loudest = Math.max(loudest, Math.abs(heard[i]));
            }
        }

        assertThat(loudest).isGreaterThan(5_000);
    }

    @Test
    void takesPacketsLongerThanAllBefore() throws OpusException {
        MonoDecoder decoder = decoder(16_000);
        short[] heard = new short[decoder.maxSamples()];
        byte[] padded = padded(packets(1, 960, 960, 1.0, 0)[0], 4_000);

        assertThat(decoder.decode(padded, heard, 0)).isEqualTo(320);
    }

    @Test
    void theSameCallsGiveTheSameSamples() throws OpusException {
        byte[][] packets = packets(1, 960, 48_000, 1.0, 0);

        assertThat(run(packets, 7)).isEqualTo(run(packets, 7));
    }

    @Test
    void decodesPacketsOf120Millis() throws OpusException {
        byte[] packet = joined(packets(1, 960, 5_760, 1.0, 0));
        MonoDecoder decoder = decoder(16_000);
        short[] heard = new short[decoder.maxSamples()];

        assertThat(OpusLayout.parse(packet).frames()).isEqualTo(6);
        assertThat(decoder.decode(packet, heard, 0)).isEqualTo(1_920);
        assertThat(level(heard, 960, 960, 16_000)).isCloseTo(8_000, within(800.0));
    }

    @Test
    void mixesStereoDown() throws OpusException {
        MonoDecoder decoder = decoder(16_000);
        short[] heard = new short[17_920];
        int at = 0;

        for (byte[] packet : packets(2, 960, 48_000, 1.0, 0)) {
            assertThat(OpusLayout.parse(packet).stereo()).isTrue();
            at += decoder.decode(packet, heard, at);
        }

        assertThat(level(heard, 4_000, 8_000, 16_000)).as("left only, so half").isCloseTo(4_000, within(800.0));
    }

    @Test
    void makesUpLostPacketsFromWhatCameBefore() throws OpusException {
        MonoDecoder decoder = decoder(16_000);
        short[] heard = new short[1_920];
        for (byte[] packet : packets(1, 960, 9_600, 1.0, 0)) {
            decoder.decode(packet, heard, 0);
        }

        decoder.conceal(333, heard, 0);

        assertThat(level(heard, 0, 320, 16_000)).isGreaterThan(2_000);
        assertThat(Arrays.copyOfRange(heard, 320, 333)).containsOnly((short) 0);
    }

    @Test
    void writesOnlyWhereItWasTold() throws OpusException {
        MonoDecoder decoder = decoder(16_000);
        short[] heard = new short[1_000];
        Arrays.fill(heard, (short) 7);

        decoder.decode(packets(1, 960, 960, 1.0, 0)[0], heard, 100);

        assertThat(Arrays.copyOf(heard, 100)).containsOnly((short) 7);
        assertThat(Arrays.copyOfRange(heard, 420, 1_000)).containsOnly((short) 7);
    }

    @Property(tries = 150)
    void garbageIsRefusedOrDecodedAndNeverBreaksTheDecoder(@ForAll @Size(max = 120) byte[] garbage) {
        MonoDecoder decoder = decoder(16_000);
        short[] heard = new short[decoder.maxSamples()];
        try {
            assertThat(decoder.decode(garbage, heard, 0)).isBetween(40, 1_920);
        } catch (MediaFormatException refused) {
            assertThat(refused).hasMessageContaining("packet");
        }
        decoder.conceal(320, heard, 0);
    }

    @Test
    void refusesRatesThatOpusDoesNotKnow() {
        assertThatThrownBy(() -> decoder(44_100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> decoder(6_000)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Decodes with one packet of so many lost. */
    private short[] run(byte[][] packets, int lost) {
        MonoDecoder decoder = decoder(16_000);
        short[] heard = new short[320 * packets.length];
        for (int i = 0; i < packets.length; i++) {
            if (i % lost == lost - 1) {
                decoder.conceal(320, heard, 320 * i);
            } else {
                decoder.decode(packets[i], heard, 320 * i);
            }
        }
        return heard;
    }

    /** The same packet as one of code 3 with this much padding (RFC 6716, section 3.2.5). */
    private static byte[] padded(byte[] packet, int padding) {
        ByteArrayOutputStream padded = new ByteArrayOutputStream();
        padded.write((packet[0] & 0xfc) | 3);
        padded.write(0x40 | 1);
        int left = padding;
        while (left >= 255) {
            padded.write(255);
            left -= 254;
        }
        padded.write(left);
        padded.write(packet, 1, packet.length - 1);
        padded.write(new byte[padding], 0, padding);
        return padded.toByteArray();
    }

    private static byte[][] packets(int channels, int packetTicks, int ticks, double left, double right)
            throws OpusException {
        var encoder = new io.github.jaredmdobson.concentus.OpusEncoder(
                48_000, channels, OpusApplication.OPUS_APPLICATION_AUDIO);
        encoder.setBitrate(96_000);
        encoder.setForceChannels(channels);
        short[] mono = sine(48_000, ticks, 8_000);
        short[] said = new short[mono.length * channels];
        for (int i = 0; i < mono.length; i++) {
            said[i * channels] = (short) (mono[i] * left);
            if (channels == 2) {
                said[2 * i + 1] = (short) (mono[i] * right);
            }
        }
        byte[][] packets = new byte[ticks / packetTicks][];
        byte[] packet = new byte[4_000];
        for (int i = 0; i < packets.length; i++) {
            int length = encoder.encode(said, i * packetTicks * channels, packetTicks, packet, 0, packet.length);
            packets[i] = Arrays.copyOf(packet, length);
        }
        return packets;
    }

    /** Packets of one frame each as one packet of code 3 with frames of their own lengths. */
    private static byte[] joined(byte[]... packets) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write((packets[0][0] & 0xfc) | 3);
        joined.write(0x80 | packets.length);
        for (int i = 0; i < packets.length - 1; i++) {
            int length = packets[i].length - 1;
            if (length >= 252) {
                joined.write(252 + (length & 3));
                joined.write((length - 252 - (length & 3)) / 4);
            } else {
                joined.write(length);
            }
        }
        for (byte[] packet : packets) {
            joined.write(packet, 1, packet.length - 1);
        }
        return joined.toByteArray();
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
