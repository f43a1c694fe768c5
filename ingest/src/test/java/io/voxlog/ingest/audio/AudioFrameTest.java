package io.voxlog.ingest.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class AudioFrameTest {
    @Test
    void isTheDocumentedBytes() {
        byte[] bytes = HexFormat.of().parseHex("0100" + "0000000000000102" + "00000000000003c0" + "f8fffe");
        AudioFrame frame = AudioFrame.decode(bytes);
        assertThat(frame.sequence()).isEqualTo(258);
        assertThat(frame.captureTicks()).isEqualTo(960);
        assertThat(frame.payload()).isEqualTo(new byte[] {(byte) 0xf8, (byte) 0xff, (byte) 0xfe});
        assertThat(frame.encode()).isEqualTo(bytes);
    }

    @Property(tries = 200)
    void survivesTheWire(
            @ForAll @LongRange(min = 0) long sequence,
            @ForAll @LongRange(min = 0, max = AudioFrame.MAX_CAPTURE_TICKS) long capture,
            @ForAll @Size(min = 1, max = 300) byte[] opus) {
        AudioFrame frame = AudioFrame.decode(new AudioFrame(sequence, capture, opus).encode());
        assertThat(frame.sequence()).isEqualTo(sequence);
        assertThat(frame.captureTicks()).isEqualTo(capture);
        assertThat(frame.payload()).isEqualTo(opus);
    }

    @Property(tries = 500)
    void anyBytesAreDecodedOrRefused(@ForAll @Size(max = 64) byte[] bytes) {
        try {
            assertThat(AudioFrame.decode(bytes).encode()).isEqualTo(bytes);
        } catch (AudioRefusedException refused) {
            assertThat(refused.refusal()).isEqualTo(AudioRefusal.BAD_MESSAGE);
        }
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatThrownBy(() -> AudioFrame.decode(new AudioFrame(-1, 0, new byte[1]).encode()))
                .hasMessageContaining("out of range");
        assertThatThrownBy(() ->
                        AudioFrame.decode(new AudioFrame(0, AudioFrame.MAX_CAPTURE_TICKS + 1, new byte[1]).encode()))
                .hasMessageContaining("out of range");
        assertThatThrownBy(() -> AudioFrame.decode(new byte[AudioFrame.HEADER_BYTES + AudioFrame.MAX_OPUS_BYTES + 1]))
                .hasMessageContaining("at most");
    }
}
