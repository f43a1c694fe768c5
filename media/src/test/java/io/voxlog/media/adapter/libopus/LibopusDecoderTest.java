package io.voxlog.media.adapter.libopus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.media.adapter.concentus.OpusDecoder;
import io.voxlog.media.ogg.OggOpusReader;
import io.voxlog.media.ogg.OggPacket;
import io.voxlog.media.opus.MonoDecoder;
import io.voxlog.media.opus.MonoDecoderContract;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LibopusDecoderTest extends MonoDecoderContract {
    @Override
    protected MonoDecoder decoder(int sampleRateHz) {
        return NativeDecoders.require().decoder(sampleRateHz);
    }

    /** Real speech in hybrid mode, packets of 20 and of 60 ms, nothing lost or every 17th packet. */
    @ParameterizedTest
    @CsvSource({
        "weekly-review/alice.ogg, 0",
        "weekly-review/bob.ogg, 17",
        "support-escalation/dave.ogg, 0",
        "support-escalation/erin.ogg, 17"
    })
    void soundsAsConcentusAndIsAsLong(String voice, int lost) throws IOException {
        List<byte[]> packets = packets(voice, 400);

        short[] ours = decode(decoder(16_000), packets, lost);
        short[] oracle = decode(new OpusDecoder(16_000), packets, lost);

        assertThat(ours).hasSameSizeAs(oracle);
        assertThat(bestCorrelation(ours, oracle)).isGreaterThan(0.99);
    }

    @Test
    void theBundledLibraryDoesWithoutTheSystems() throws IOException {
        NativeDecoders.require();
        List<byte[]> packets = packets("weekly-review/alice.ogg", 400);

        short[] bundled = decode(Libopus.bundled().decoder(16_000), packets, 17);
        short[] oracle = decode(new OpusDecoder(16_000), packets, 17);

        assertThat(bundled).hasSameSizeAs(oracle);
        assertThat(bestCorrelation(bundled, oracle)).isGreaterThan(0.99);
    }

    @Test
    void saysWhatItIs() {
        assertThat(NativeDecoders.require().description()).contains("libopus");
    }

    @Test
    void aFileThatIsNoLibraryIsRefusedByName() {
        NativeDecoders.require();
        assertThatThrownBy(() -> Libopus.load(Path.of("pom.xml")))
                .isInstanceOf(LibopusMissingException.class)
                .hasMessageContaining("pom.xml");
    }

    private static List<byte[]> packets(String voice, int count) throws IOException {
        List<byte[]> packets = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(
                Files.newInputStream(Path.of("..", "calls").resolve(voice)))) {
            OggOpusReader reader = OggOpusReader.open(in);
            for (Optional<OggPacket> next = reader.next();
                    next.isPresent() && packets.size() < count;
                    next = reader.next()) {
                packets.add(next.get().payload());
            }
        }
        return packets;
    }

    private static short[] decode(MonoDecoder decoder, List<byte[]> packets, int lost) {
        short[] heard = new short[packets.size() * decoder.maxSamples()];
        int at = 0;
        int last = 0;
        for (int i = 0; i < packets.size(); i++) {
            if (lost > 0 && i % lost == lost - 1) {
                decoder.conceal(last, heard, at);
            } else {
                last = decoder.decode(packets.get(i), heard, at);
            }
            at += last;
        }
        return Arrays.copyOf(heard, at);
    }

    /** Over shifts of up to 2 ms: the filter behind Concentus delays by 1 ms. */
    private static double bestCorrelation(short[] a, short[] b) {
        double best = -1;
        for (int shift = 0; shift <= 32; shift++) {
            double ab = 0;
            double aa = 0;
            double bb = 0;
            for (int i = 0; i + shift < a.length; i++) {
                ab += (double) a[i] * b[i + shift];
                aa += (double) a[i] * a[i];
                bb += (double) b[i + shift] * b[i + shift];
            }
            best = Math.max(best, ab / Math.sqrt(aa * bb));
        }
        return best;
    }
}
