package io.voxlog.ingest.pcm;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.media.pcm.S16le;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class PcmPacketsTest {
    private static final PcmFormat MONO = new PcmFormat(PcmFormat.Encoding.S16LE, 48_000, 1);

    /** As an encoder without loss: what it is given is heard, late by its look-ahead. */
    private static final class Lossless implements PacketEncoder {
        private final short[] late = new short[312];

        @Override
        public int packetSamples() {
            return 960;
        }

        @Override
        public int lookaheadSamples() {
            return late.length;
        }

        @Override
        public byte[] encode(short[] samples) {
            short[] heard = new short[960];
            System.arraycopy(late, 0, heard, 0, 312);
            System.arraycopy(samples, 0, heard, 312, 648);
            System.arraycopy(samples, 648, late, 0, 312);
            return S16le.bytes(heard, 0, 960);
        }
    }

    @Property(tries = 200)
    void everySampleIsHeardOnceAtItsTimeHoweverFramesAreCut(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 5_760) Integer> frames) {
        PcmPackets packets = new PcmPackets(MONO, rate -> new Lossless(), 0);
        List<EncodedPacket> full = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < frames.size(); i++) {
            full.addAll(packets.add(i + 1, 7_000 + at, counting(at, frames.get(i)), 0));
            at += frames.get(i);
            assertCovered(full, frames, at);
        }
        full.addAll(packets.end());

        assertThat(full).hasSize((at + 959) / 960);
        for (int i = 0; i < full.size(); i++) {
            assertThat(full.get(i).captureTicks()).isEqualTo(7_000 + i * 960L);
            short[] heard = S16le.samples(full.get(i).opus());
            for (int j = 0; j < 960; j++) {
                int index = i * 960 + j;
                assertThat(heard[j]).isEqualTo(index < at ? (short) (index + 1) : 0);
            }
        }
        assertThat(full.get(full.size() - 1).nextSequence()).isEqualTo(frames.size());
    }

    /** A packet names the first frame that it and those before it do not hold to its end. */
    private static void assertCovered(List<EncodedPacket> full, List<Integer> frames, int given) {
        if (full.isEmpty()) {
            return;
        }
        long end = full.get(full.size() - 1).captureTicks() + 960 - 7_000;
        assertThat(end).isLessThanOrEqualTo(given);
        long whole = 0;
        int next = 0;
        while (next < frames.size() && whole + frames.get(next) <= end) {
            whole += frames.get(next++);
        }
        assertThat(full.get(full.size() - 1).nextSequence()).isEqualTo(next);
    }

    @Test
    void aHoleEndsTheStretchAndTheNextOneStartsAtItsTime() {
        PcmPackets packets = new PcmPackets(MONO, rate -> new Lossless(), 0);
        List<EncodedPacket> full = new ArrayList<>(packets.add(1, 0, counting(0, 1_000), 0));
        full.addAll(packets.add(2, 48_000, counting(5_000, 1_000), 0));
        full.addAll(packets.end());

        assertThat(full.stream().map(EncodedPacket::captureTicks)).containsExactly(0L, 960L, 48_000L, 48_960L);
        assertThat(S16le.samples(full.get(2).opus())[0]).isEqualTo((short) 5_001);
    }

    @Test
    void aHoleThatTheLastPacketHasRoomForIsSilence() {
        PcmPackets packets = new PcmPackets(MONO, rate -> new Lossless(), 0);
        List<EncodedPacket> full = new ArrayList<>(packets.add(1, 0, counting(0, 1_000), 0));
        full.addAll(packets.skip(2, 1_700));
        full.addAll(packets.add(3, 1_700, counting(1_700, 220), 0));
        full.addAll(packets.end());

        assertThat(full.stream().map(EncodedPacket::captureTicks)).containsExactly(0L, 960L);
        short[] second = S16le.samples(full.get(1).opus());
        assertThat(second[39]).isEqualTo((short) 1_000);
        assertThat(second[40]).isZero();
        assertThat(second[1_700 - 960]).isEqualTo((short) 1_701);
        assertThat(full.get(1).nextSequence()).isEqualTo(3);
    }

    @Test
    void arrivalsWithJitterAreCountedAndALateBurstIsNoHole() {
        ArrivalClock clock = new ArrivalClock(MONO);
        List<Long> placed = new ArrayList<>();
        long[] jitter = {0, 1_500, -400, 3_000, 700, 0};
        for (int i = 0; i < jitter.length; i++) {
            clock.arrived(960L * (i + 1) + jitter[i], new byte[1_920]).forEach(piece -> placed.add(piece.ticks()));
        }
        // Two seconds held up, then all of it within 100 ms.
        for (int i = 0; i < 100; i++) {
            clock.arrived(103_000 + 48L * i, new byte[1_920]).forEach(piece -> placed.add(piece.ticks()));
        }

        assertThat(placed).hasSize(106);
        for (int i = 0; i < placed.size(); i++) {
            assertThat(placed.get(i)).isEqualTo(960L * i);
        }
    }

    @Test
    void timeThatWentOnWithoutSamplesIsAHole() {
        ArrivalClock clock = new ArrivalClock(MONO);
        List<Long> placed = new ArrayList<>();
        for (long arrival = 960; arrival <= 9_600; arrival += 960) {
            clock.arrived(arrival, new byte[1_920]).forEach(piece -> placed.add(piece.ticks()));
        }
        for (long arrival = 480_960; arrival <= 528_000; arrival += 960) {
            clock.arrived(arrival, new byte[1_920]).forEach(piece -> placed.add(piece.ticks()));
        }

        assertThat(placed).hasSize(60);
        assertThat(placed.subList(8, 12)).containsExactly(7_680L, 8_640L, 480_000L, 480_960L);
    }

    @Property
    void bytesCutAnywhereGiveWholeSamples(@ForAll @Size(max = 40) List<@IntRange(max = 9) Integer> cuts) {
        FrameAligner aligner = new FrameAligner(4);
        int given = 0;
        int got = 0;
        for (int cut : cuts) {
            byte[] piece = new byte[cut];
            for (int i = 0; i < cut; i++) {
                piece[i] = (byte) given++;
            }
            for (byte b : aligner.align(piece)) {
                assertThat(b).isEqualTo((byte) got++);
            }
            assertThat(given - got).isBetween(0, 3);
            assertThat(got % 4).isZero();
        }
    }

    /** Samples from 1 on that count up and wrap. */
    private static byte[] counting(int from, int count) {
        short[] samples = new short[count];
        for (int i = 0; i < count; i++) {
            samples[i] = (short) (from + i + 1);
        }
        return S16le.bytes(samples, 0, count);
    }
}
