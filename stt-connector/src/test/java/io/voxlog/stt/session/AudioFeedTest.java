package io.voxlog.stt.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.stt.engine.SttStream;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

final class AudioFeedTest {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final AudioFeed feed = new AudioFeed(stream(), 3_000);

    @Test
    void recordsThatFollowOneAnotherAreSentAsTheyAre() {
        feed.take(PcmRecord.audio(0, 3_000, samples(1, 2)));
        feed.take(PcmRecord.audio(1, 3_006, samples(3, 4)));
        assertThat(sent.toByteArray()).isEqualTo(samples(1, 2, 3, 4));
        assertThat(feed.timeline().startTicks(3)).isEqualTo(3_009);
    }

    @Test
    void repeatsAreCutToTheSample() {
        feed.take(PcmRecord.audio(0, 3_000, samples(1, 2, 3)));
        feed.take(PcmRecord.audio(0, 3_000, samples(1, 2, 3)));
        feed.take(PcmRecord.audio(1, 3_003, samples(2, 3, 4)));
        assertThat(sent.toByteArray()).isEqualTo(samples(1, 2, 3, 4));
        assertThat(feed.samples()).isEqualTo(4);
    }

    @Test
    void missingAudioOfUpToTenSecondsIsSentAsZeros() {
        feed.take(PcmRecord.audio(0, 3_000, samples(1)));
        feed.take(PcmRecord.audio(1, 3_009, samples(2)));
        assertThat(sent.toByteArray()).isEqualTo(samples(1, 0, 0, 2));
        feed.take(PcmRecord.audio(2, 3_012 + 480_000, samples(3)));
        assertThat(feed.samples()).isEqualTo(4 + 160_000 + 1);
        assertThat(feed.timeline().startTicks(feed.samples() - 1)).isEqualTo(3_012 + 480_000);
    }

    @Test
    void ofALongGapOneSecondIsSentAndTheRestJumpedOver() {
        feed.take(PcmRecord.audio(0, 3_000, samples(1)));
        feed.take(PcmRecord.gap(1, 3_003, 3_003 + 48_000_000));
        feed.take(PcmRecord.audio(2, 3_003 + 48_000_000, samples(2)));
        assertThat(feed.samples()).isEqualTo(1 + 16_000 + 1);
        assertThat(feed.timeline().endTicks(1)).isEqualTo(3_003);
        assertThat(feed.timeline().startTicks(16_001)).isEqualTo(3_003 + 48_000_000);
    }

    @Test
    void aStepOfLessThanASampleMovesTheTimelineOnly() {
        feed.take(PcmRecord.audio(0, 3_000, samples(1)));
        feed.take(PcmRecord.audio(1, 3_005, samples(2)));
        assertThat(sent.toByteArray()).isEqualTo(samples(1, 2));
        assertThat(feed.timeline().startTicks(1)).isEqualTo(3_005);
    }

    private static byte[] samples(int... values) {
        byte[] pcm = new byte[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            pcm[2 * i] = (byte) values[i];
        }
        return pcm;
    }

    private SttStream stream() {
        return new SttStream() {
            @Override
            public void send(byte[] pcm, int offset, int length) {
                sent.write(pcm, offset, length);
            }

            @Override
            public long backlogSamples() {
                return 0;
            }

            @Override
            public void finish() {}

            @Override
            public void abort() {}
        };
    }
}
