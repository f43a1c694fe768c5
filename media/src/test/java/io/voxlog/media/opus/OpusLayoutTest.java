package io.voxlog.media.opus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.media.MediaFormatException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpusLayoutTest {
    @ParameterizedTest
    @CsvSource({
        "0, 480",
        "1, 960",
        "2, 1920",
        "3, 2880",
        "8, 480",
        "11, 2880",
        "12, 480",
        "13, 960",
        "14, 480",
        "15, 960",
        "16, 120",
        "17, 240",
        "18, 480",
        "19, 960",
        "28, 120",
        "31, 960"
    })
    void knowsTheFrameLengthOfEachConfiguration(int config, int ticks) {
        OpusLayout layout = OpusLayout.parse(packet(config << 3, 1, 2, 3));

        assertThat(layout).isEqualTo(new OpusLayout(ticks, 1, false));
    }

    @Test
    void readsAllFourFramings() {
        assertThat(OpusLayout.parse(packet(31 << 3 | 4)).stereo()).isTrue();
        assertThat(OpusLayout.parse(packet(31 << 3 | 1, 7, 7)).frames()).isEqualTo(2);
        assertThat(OpusLayout.parse(packet(31 << 3 | 2, 1, 7, 8, 9)).frames()).isEqualTo(2);
        assertThat(OpusLayout.parse(packet(31 << 3 | 3, 3, 7, 8, 9)).durationTicks())
                .isEqualTo(2_880);
        assertThat(OpusLayout.parse(packet(31 << 3 | 3, 0x80 | 2, 1, 7, 8, 9)).frames())
                .isEqualTo(2);
        assertThat(OpusLayout.parse(packet(31 << 3 | 3, 0x40 | 1, 2, 7, 0, 0)).frames())
                .isEqualTo(1);
    }

    @Test
    void refusesWhatRfc6716Forbids() {
        assertMalformed();
        assertMalformed(31 << 3 | 1, 7, 7, 7); // two equal frames in three bytes
        assertMalformed(31 << 3 | 2); // no length of the first frame
        assertMalformed(31 << 3 | 2, 9, 7); // first frame longer than the packet
        assertMalformed(31 << 3 | 3); // no frame count
        assertMalformed(31 << 3 | 3, 0); // no frames
        assertMalformed(31 << 3 | 3, 7, 1, 1, 1, 1, 1, 1, 1); // 140 ms
        assertMalformed(31 << 3 | 3, 0x40 | 1, 200, 7); // more padding than packet
        assertMalformed(31 << 3 | 3, 0x40 | 1, 255); // endless padding length
        assertThatThrownBy(() -> OpusLayout.parse(new byte[1_277])).isInstanceOf(MediaFormatException.class);
    }

    @Property
    void neverFailsOtherThanAsMalformed(@ForAll @Size(max = 80) byte[] garbage) {
        try {
            assertThat(OpusLayout.parse(garbage).durationTicks()).isBetween(120, OpusLayout.MAX_DURATION_TICKS);
        } catch (MediaFormatException refused) {
            assertThat(refused).hasMessageContaining("Opus");
        }
    }

    private static void assertMalformed(int... bytes) {
        assertThatThrownBy(() -> OpusLayout.parse(packet(bytes))).isInstanceOf(MediaFormatException.class);
    }

    private static byte[] packet(int... bytes) {
        byte[] packet = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            packet[i] = (byte) bytes[i];
        }
        return packet;
    }
}
