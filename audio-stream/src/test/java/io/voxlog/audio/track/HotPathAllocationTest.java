package io.voxlog.audio.track;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.voxlog.audio.adapter.opus.OpusDecoders;
import io.voxlog.media.adapter.libopus.Libopus;
import io.voxlog.media.adapter.libopus.LibopusMissingException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * From a packet to its frame of PCM nothing is allocated but the few small records that name them: the packet's, its
 * place, the frame's (about 150 bytes with the quick compiler of the tests). A copy of the samples would be 656 bytes.
 */
final class HotPathAllocationTest {
    private static final int ROUNDS = 10;
    private static final long MOST_BYTES_PER_FRAME = 200;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<AudioPacket> voice = Voice.packets("weekly-review/bob.ogg", 500);
    private long bytesSeen;

    @Test
    void framesCostNoMoreThanTheirNames() {
        TrackPipeline track =
                new TrackPipeline(TrackTail.NONE, decoder(), 9_600, frame -> bytesSeen += frame.samples().length);
        track.opened(0, 0);
        int warm = 2 * voice.size();
        feed(track, 0, warm);
        long framesBefore = bytesSeen / 640;
        long before = threads.getCurrentThreadAllocatedBytes();

        feed(track, warm, ROUNDS * voice.size());

        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        long frames = bytesSeen / 640 - framesBefore;
        assertThat(frames).isEqualTo((ROUNDS - 2L) * voice.size());
        assertThat(allocated / frames).isLessThan(MOST_BYTES_PER_FRAME);
    }

    /** Packets in the order of a jittery network: every tenth comes after the one that follows it. */
    private void feed(TrackPipeline track, int from, int to) {
        for (int i = from; i < to; i++) {
            int number = i % 10 == 0 ? i + 1 : i % 10 == 1 ? i - 1 : i;
            byte[] payload = voice.get(number % voice.size()).payload();
            track.packet(new AudioPacket(1, number, (long) number * Voice.TICKS, Voice.TICKS, number, payload));
        }
    }

    private static PacketDecoder decoder() {
        try {
            return OpusDecoders.libopus(Libopus.load()).get();
        } catch (LibopusMissingException missing) {
            Assumptions.assumeTrue(false, "skipped: " + missing.getMessage());
            throw missing;
        }
    }
}
