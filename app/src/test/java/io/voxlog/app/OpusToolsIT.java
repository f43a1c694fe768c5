package io.voxlog.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.media.adapter.concentus.OpusDecoder;
import io.voxlog.media.ogg.OggOpusReader;
import io.voxlog.media.ogg.OggOpusWriter;
import io.voxlog.media.ogg.OggPacket;
import io.voxlog.media.wav.WavReader;
import io.voxlog.testkit.peer.Peers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our reading, writing and decoding of Opus beside libopus (opus-tools), on real speech. */
class OpusToolsIT {
    private static final Path VOICE = Path.of("..", "calls", "weekly-review", "bob.ogg");
    private static final int PRE_SKIP_SAMPLES = 104; // 312 at 48 kHz

    @TempDir
    Path folder;

    private Path opusdec = Path.of("");

    @BeforeEach
    void findPeer() {
        opusdec = Peers.require("opus-tools", "opusdec", System.getenv());
    }

    @Test
    void decodesSpeechAsLibopusDoes() throws Exception {
        short[] theirs = decodeWithPeer(VOICE, "--rate", "16000");
        short[] ours = decodeOurselves(VOICE);

        double best = 0;
        for (int shift = PRE_SKIP_SAMPLES - 20; shift <= PRE_SKIP_SAMPLES + 20; shift++) {
            best = Math.max(best, correlation(ours, shift, theirs));
        }
        assertThat(best).isGreaterThan(0.99);
    }

    @Test
    void whatWeWriteIsReadAlike() throws Exception {
        Path copy = folder.resolve("copy.ogg");
        try (InputStream in = Files.newInputStream(VOICE);
                OutputStream out = Files.newOutputStream(copy)) {
            OggOpusReader reader = OggOpusReader.open(in);
            OggOpusWriter writer = OggOpusWriter.open(out, reader.head(), 7);
            long end = 0;
            for (OggPacket packet : packets(reader)) {
                writer.write(packet.payload());
                end = packet.endTicks();
            }
            writer.finish(end - reader.lengthTicks());
        }

        assertThat(decodeWithPeer(copy)).isEqualTo(decodeWithPeer(VOICE));
    }

    private short[] decodeWithPeer(Path ogg, String... options) throws IOException, InterruptedException {
        Path wav = folder.resolve("peer.wav");
        List<String> command = new ArrayList<>(List.of(opusdec.toString(), "--quiet", "--no-dither"));
        command.addAll(List.of(options));
        command.addAll(List.of(ogg.toString(), wav.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("peer.log").toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("peer.log")))
                .isZero();
        try (InputStream in = Files.newInputStream(wav)) {
            return WavReader.open(in).read(Integer.MAX_VALUE / 8);
        }
    }

    private static short[] decodeOurselves(Path ogg) throws IOException {
        OpusDecoder decoder = new OpusDecoder(16_000);
        short[] all = new short[0];
        short[] samples = new short[decoder.maxSamples()];
        try (InputStream in = Files.newInputStream(ogg)) {
            for (OggPacket packet : packets(OggOpusReader.open(in))) {
                int count = decoder.decode(packet.payload(), samples, 0);
                int at = all.length;
                all = Arrays.copyOf(all, at + count);
                System.arraycopy(samples, 0, all, at, count);
            }
        }
        return all;
    }

    private static List<OggPacket> packets(OggOpusReader reader) throws IOException {
        List<OggPacket> packets = new ArrayList<>();
        for (Optional<OggPacket> next = reader.next(); next.isPresent(); next = reader.next()) {
            packets.add(next.get());
        }
        return packets;
    }

    private static double correlation(short[] a, int shift, short[] b) {
        double product = 0;
        double ofA = 0;
        double ofB = 0;
        for (int i = 0; i < b.length && i + shift < a.length; i++) {
            product += (double) a[i + shift] * b[i];
            ofA += (double) a[i + shift] * a[i + shift];
            ofB += (double) b[i] * b[i];
        }
        return product / Math.sqrt(ofA * ofB);
    }
}
