package io.voxlog.audio.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.audio.adapter.opus.OpusDecoders;
import io.voxlog.media.adapter.concentus.OpusEncoder;
import io.voxlog.media.pcm.S16le;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tones in real Opus, lost, repeated, swapped and paused, are heard when they were said. */
final class MarkerTest {
    private static final int PACKET = 960;
    private static final int TONE_FROM = 6;
    private static final int TONE_TO = 11;
    private static final int BURST = 13;
    private static final long SECOND = 48_000;
    private static final long TEN_MINUTES = 600 * SECOND;
    private static final long TWENTY_MILLIS = 960;

    private final Frames frames = new Frames();
    private final TrackPipeline track =
            new TrackPipeline(TrackTail.NONE, OpusDecoders.concentus().get(), 9_600, frames);
    private final OpusEncoder encoder = new OpusEncoder(48_000, 32_000);
    private final Random random = new Random(11);
    private long sequence;
    private long offset;

    @Test
    void aMarkerAfterTenMinutesWithGapsIsHeardWithinTwentyMillis() {
        track.opened(0, offset++);
        List<Long> markers = new ArrayList<>();
        long at = 0;
        while (at < TEN_MINUTES) {
            markers.add(at + TONE_FROM * PACKET);
            at = burst(at);
            long pause = (1 + random.nextInt(1_000)) * (long) PACKET + random.nextInt(PACKET);
            at = random.nextInt(4) == 0 ? unannounced(at, pause) : silence(at, pause);
        }
        markers.add(at + TONE_FROM * PACKET);
        at = burst(at);
        track.close(1, at, offset);

        List<Long> heard = onsets();

        assertThat(heard).hasSameSizeAs(markers);
        for (int i = 0; i < markers.size(); i++) {
            assertThat(Math.abs(heard.get(i) - markers.get(i))).isLessThanOrEqualTo(TWENTY_MILLIS);
        }
        assertThat(markers.get(markers.size() - 1)).isGreaterThan(TEN_MINUTES);
        assertThat(Math.abs(frames.length() - at)).isLessThanOrEqualTo(TWENTY_MILLIS);
    }

    @Test
    void fivePercentLossKeepsTheLength() {
        track.opened(0, offset++);
        long packets = 600;
        for (long i = 0; i < packets; i++) {
            byte[] packet = packet(true, i);
            if (random.nextInt(100) >= 5) {
                track.packet(new AudioPacket(1, i, i * PACKET, PACKET, offset++, packet));
            }
        }
        track.close(1, packets * PACKET, offset);

        assertThat(frames.length()).isEqualTo(packets * PACKET);
        assertThat(frames.length(FrameKind.CONCEALED)).isBetween(12L * PACKET, 50L * PACKET);
        assertThat(frames.length(FrameKind.SILENCE)).as("only at the very end").isLessThanOrEqualTo(3L * PACKET);
    }

    /** Silence, tone, silence; some packets swapped and repeated, one in twenty lost. */
    private long burst(long at) {
        List<AudioPacket> packets = new ArrayList<>();
        for (int i = 0; i < BURST; i++) {
            byte[] payload = packet(i >= TONE_FROM && i < TONE_TO, i);
            boolean lost = i > 0 && i != TONE_FROM && random.nextInt(20) == 0;
            if (!lost) {
                packets.add(new AudioPacket(1, sequence, at + (long) i * PACKET, PACKET, 0, payload));
            }
            sequence++;
        }
        for (int i = 1; i < packets.size(); i++) {
            if (random.nextInt(5) == 0) {
                packets.set(i, packets.set(i - 1, packets.get(i)));
            }
        }
        for (AudioPacket packet : packets) {
            for (int copies = 1 + random.nextInt(10) / 9; copies > 0; copies--) {
                track.packet(new AudioPacket(
                        1, packet.sequence(), packet.positionTicks(), PACKET, offset++, packet.payload()));
            }
        }
        return at + (long) BURST * PACKET;
    }

    private long silence(long at, long length) {
        long end = at + length;
        for (long from = at; from < end; from += 9_600) {
            track.progress(new Progress(1, false, from, Math.min(end, from + 9_600), offset++));
        }
        return end;
    }

    /** A pause of which only the next packet's position tells. */
    private static long unannounced(long at, long length) {
        return at + length;
    }

    private byte[] packet(boolean tone, long index) {
        short[] samples = new short[PACKET];
        for (int i = 0; tone && i < PACKET; i++) {
            samples[i] = (short) (9_000 * Math.sin(2 * Math.PI * 1_000 * (index * PACKET + i) / SECOND));
        }
        return encoder.encode(samples, 0);
    }

    /** Where 5 ms are loud after 100 ms that were not. */
    private List<Long> onsets() {
        List<Long> onsets = new ArrayList<>();
        long loudUntil = Long.MIN_VALUE / 2;
        for (PcmFrame frame : frames.all()) {
            short[] samples = S16le.samples(frame.samples());
            for (int at = 0; at + 80 <= samples.length; at += 80) {
                long position = frame.positionTicks() + 3L * at;
                if (isLoud(samples, at)) {
                    if (position - loudUntil > 4_800) {
                        onsets.add(position);
                    }
                    loudUntil = position;
                }
            }
            loudUntil = frame.kind() == FrameKind.GAP ? frame.positionTicks() - SECOND : loudUntil;
        }
        return onsets;
    }

    private static boolean isLoud(short[] samples, int from) {
        double sum = 0;
        for (int i = from; i < from + 80; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / 80) > 2_000;
    }
}
