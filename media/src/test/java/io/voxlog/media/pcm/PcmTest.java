package io.voxlog.media.pcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class PcmTest {
    @Test
    void bytesAreLittleEndian() {
        assertThat(S16le.bytes(new short[] {9, 0x0102, -2}, 1, 2)).containsExactly(2, 1, -2, -1);
        assertThat(S16le.samples(new byte[] {2, 1, -2, -1})).containsExactly((short) 0x0102, (short) -2);
    }

    @Property
    void alignmentNeverShiftsHoweverTheStreamIsCut(
            @ForAll @Size(max = 200) short[] samples,
            @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 7) Integer> cuts) {
        byte[] bytes = S16le.bytes(samples, 0, samples.length);
        S16leReader reader = new S16leReader();
        short[] read = new short[samples.length];
        int filled = 0;
        int at = 0;

        for (int i = 0; at < bytes.length; i++) {
            int length = Math.min(i < cuts.size() ? cuts.get(i) : 3, bytes.length - at);
            short[] piece = reader.read(bytes, at, length);
            System.arraycopy(piece, 0, read, filled, piece.length);
            filled += piece.length;
            at += length;
        }

        assertThat(read).containsExactly(samples);
        assertThat(filled).isEqualTo(samples.length);
        assertThat(reader.carriesHalfASample()).isFalse();
    }

    @Test
    void tellsThatAStreamWasCutWithinASample() {
        S16leReader reader = new S16leReader();

        assertThat(reader.read(new byte[] {1, 2, 3}, 0, 3)).hasSize(1);
        assertThat(reader.carriesHalfASample()).isTrue();
    }

    @Property
    void averageNeverClips(@ForAll short left, @ForAll short right) {
        short mono = Downmix.average(new short[] {left, right}, 1)[0];

        assertThat(Math.abs(mono - (left + right) / 2.0)).isLessThanOrEqualTo(0.5);
    }

    @Test
    void averageReturnsAnArrayThatIsNeverOverwritten() {
        short[] first = Downmix.average(new short[] {32_767, 32_767}, 1);

        short[] second = Downmix.average(new short[] {-32_768, -32_768}, 1);

        assertThat(first).containsExactly((short) 32_767);
        assertThat(second).containsExactly((short) -32_768);
    }
}
