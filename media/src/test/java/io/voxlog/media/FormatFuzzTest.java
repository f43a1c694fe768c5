package io.voxlog.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.media.ogg.OggOpusReader;
import io.voxlog.media.ogg.OggPacket;
import io.voxlog.media.opus.OpusLayout;
import io.voxlog.media.wav.WavReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Files and packets of any kind are read or refused with a MediaFormatException; nothing else, and in bounded memory.
 */
final class FormatFuzzTest {
    private static final byte[] OGG = opening(Path.of("..", "calls", "weekly-review", "bob.ogg"), 12_000);
    private static final byte[] WAV = wav();

    @Property(tries = 1_000)
    void anyPacketHasALayoutOrIsRefused(@ForAll @Size(max = 60) byte[] packet) {
        try {
            assertThat(OpusLayout.parse(packet).durationTicks()).isBetween(120, OpusLayout.MAX_DURATION_TICKS);
        } catch (MediaFormatException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Property(tries = 300)
    void anOggFileWithAnyBytesChangedOrCutIsReadOrRefused(
            @ForAll @Size(max = 6) List<@IntRange(max = 11_999) Integer> places,
            @ForAll byte to,
            @ForAll @IntRange(max = 12_000) int length)
            throws IOException {
        byte[] file = Arrays.copyOf(OGG, length);
        places.stream().filter(place -> place < length).forEach(place -> file[place] = to);
        readOgg(file);
    }

    @Property(tries = 200)
    void anyBytesAreNoOggFileOrOne(@ForAll @Size(max = 200) byte[] bytes) throws IOException {
        readOgg(bytes);
        byte[] prefixed = Arrays.copyOf(OGG, 47 + bytes.length);
        System.arraycopy(bytes, 0, prefixed, 47, bytes.length);
        readOgg(prefixed);
    }

    @Property(tries = 1_000)
    void aWavFileWithAnyBytesChangedOrCutIsReadOrRefused(
            @ForAll @Size(max = 6) List<@IntRange(max = 59) Integer> places,
            @ForAll byte to,
            @ForAll @IntRange(max = 400) int length)
            throws IOException {
        byte[] file = Arrays.copyOf(WAV, length);
        places.stream().filter(place -> place < length).forEach(place -> file[place] = to);
        try {
            WavReader reader = WavReader.open(new ByteArrayInputStream(file));
            int samples = 0;
            for (short[] piece = reader.read(64); piece.length > 0; piece = reader.read(64)) {
                samples += piece.length;
                assertThat(samples).isLessThanOrEqualTo(length);
            }
        } catch (MediaFormatException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static void readOgg(byte[] file) throws IOException {
        try {
            OggOpusReader reader = OggOpusReader.open(new ByteArrayInputStream(file));
            int packets = 0;
            for (Optional<OggPacket> next = reader.next(); next.isPresent(); next = reader.next()) {
                assertThat(++packets).isLessThan(file.length);
            }
        } catch (MediaFormatException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static byte[] opening(Path file, int length) {
        try {
            return Arrays.copyOf(Files.readAllBytes(file), length);
        } catch (IOException e) {
            throw new AssertionError("the bundled call is not there", e);
        }
    }

    private static byte[] wav() {
        ByteBuffer file = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(392);
        file.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(16);
        file.putShort((short) 1).putShort((short) 2).putInt(16_000).putInt(64_000);
        file.putShort((short) 4).putShort((short) 16);
        file.put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(356);
        return file.array();
    }
}
