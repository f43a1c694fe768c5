package io.voxlog.media.wav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.media.MediaFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class WavReaderTest {
    @Test
    void readsSixteenBitMonoInPieces() throws IOException {
        WavReader reader = open(wav(1, 1, 16_000, 16, shorts(1, 2, 3, -4, 5), 10));

        assertThat(reader.sampleRateHz()).isEqualTo(16_000);
        assertThat(reader.read(2)).containsExactly((short) 1, (short) 2);
        assertThat(reader.read(10)).containsExactly((short) 3, (short) -4, (short) 5);
        assertThat(reader.read(10)).isEmpty();
    }

    @Test
    void averagesStereo() throws IOException {
        WavReader reader = open(wav(1, 2, 48_000, 16, shorts(32_767, 32_767, -32_768, -32_768, 100, 0), 12));

        assertThat(reader.read(10)).containsExactly((short) 32_767, (short) -32_768, (short) 50);
    }

    @Test
    void clipsFloatsInsteadOfWrappingThem() throws IOException {
        byte[] data = floats(0.5f, 1.5f, -7f, Float.NaN);

        assertThat(open(wav(3, 1, 8_000, 32, data, 16)).read(10))
                .containsExactly((short) 16_384, Short.MAX_VALUE, Short.MIN_VALUE, (short) 0);
    }

    @Test
    void readsToTheEndWhereTheWriterDidNotKnowTheLength() throws IOException {
        assertThat(open(wav(1, 1, 24_000, 16, shorts(1, 2), -1)).read(100)).hasSize(2);
        assertThat(open(wav(1, 1, 24_000, 16, shorts(1, 2), 0)).read(100)).hasSize(2);
    }

    @Test
    void refusesOtherFormatsWithTheWayToConvertThem() {
        assertRefused(wav(1, 1, 44_100, 16, shorts(1), 2));
        assertRefused(wav(1, 3, 48_000, 16, shorts(1, 1, 1), 6));
        assertRefused(wav(1, 1, 48_000, 24, new byte[3], 3));
        assertRefused(wav(7, 1, 8_000, 8, new byte[3], 3));
        assertRefused("ID3 this is no wav file at all".getBytes(StandardCharsets.US_ASCII));
        assertRefused(Arrays.copyOf(wav(1, 1, 48_000, 16, shorts(1), 2), 30));
        assertRefused(new byte[0]);
    }

    @Property
    void garbageIsRefusedAndNeverCrashes(@ForAll @Size(max = 60) byte[] garbage) throws IOException {
        byte[] file = wav(1, 1, 48_000, 16, shorts(1, 2, 3), 6);
        System.arraycopy(garbage, 0, file, Math.min(12, file.length), Math.min(garbage.length, file.length - 12));
        try {
            assertThat(open(file).read(100)).hasSizeLessThanOrEqualTo(16);
        } catch (MediaFormatException refused) {
            assertThat(refused).hasMessageContaining("ffmpeg");
        }
    }

    private static void assertRefused(byte[] file) {
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(MediaFormatException.class)
                .hasMessageContaining("ffmpeg -i INPUT -ac 1 -ar 48000");
    }

    private static WavReader open(byte[] file) throws IOException {
        return WavReader.open(new ByteArrayInputStream(file));
    }

    private static byte[] wav(int coding, int channels, int rate, int bits, byte[] data, int declaredLength) {
        ByteBuffer file =
                ByteBuffer.allocate(12 + 8 + 16 + 8 + 4 + 8 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(0).put("WAVE".getBytes(StandardCharsets.US_ASCII));
        file.put("fmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) coding);
        file.putShort((short) channels).putInt(rate).putInt(rate * channels * bits / 8);
        file.putShort((short) (channels * bits / 8)).putShort((short) bits);
        file.put("LIST".getBytes(StandardCharsets.US_ASCII)).putInt(3).put(new byte[4]);
        file.put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(declaredLength)
                .put(data);
        return file.array();
    }

    private static byte[] shorts(int... samples) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(samples).forEach(sample -> bytes.putShort((short) sample));
        return bytes.array();
    }

    private static byte[] floats(float... samples) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : samples) {
            bytes.putFloat(sample);
        }
        return bytes.array();
    }
}
