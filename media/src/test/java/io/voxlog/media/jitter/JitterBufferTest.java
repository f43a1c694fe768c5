package io.voxlog.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class JitterBufferTest {
    private static final int PACKET = 960;
    private static final long DEPTH = 9_600;

    private final JitterBuffer<Numbered> buffer = new JitterBuffer<>(DEPTH);

    @Property(tries = 300)
    void anyOrderWithinTheWindowWithRepeatsAndLossGivesTheSameOrderAndLength(@ForAll @LongRange(min = 0) long seed) {
        Random random = new Random(seed);
        int count = 500;
        List<long[]> arrivals = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            boolean lost = random.nextInt(100) < 5 && i < count - 1;
            for (int copies = lost ? 0 : 1 + random.nextInt(20) / 19; copies > 0; copies--) {
                arrivals.add(new long[] {i * 20 + random.nextInt(190), i});
            }
        }
        arrivals.sort(Comparator.comparingLong(arrival -> arrival[0]));
        List<Long> sent = arrivals.stream().map(arrival -> arrival[1]).toList();
        JitterBuffer<Numbered> fresh = new JitterBuffer<>(DEPTH);
        Timeline timeline = new Timeline(16_000);
        List<Long> played = new ArrayList<>();

        for (long i : sent) {
            fresh.add(packet(1, i, i * PACKET));
            play(fresh, timeline, played);
        }
        for (var next = fresh.pollBefore(Long.MAX_VALUE); next != null; next = fresh.pollBefore(Long.MAX_VALUE)) {
            place(timeline, fresh, next, played);
        }

        assertThat(played)
                .containsExactlyElementsOf(sent.stream().distinct().sorted().toList());
        assertThat(Math.abs(timeline.endTicks() - (long) count * PACKET)).isLessThanOrEqualTo(PACKET);
    }

    @Test
    void whatContinuesLeavesAtOnce() {
        buffer.completeUntil(0);

        assertThat(added(0)).containsExactly(0L);
        assertThat(added(1)).containsExactly(1L);
    }

    @Test
    void afterAHoleItWaitsForWhatIsMissing() {
        buffer.completeUntil(0);
        added(0);

        assertThat(added(2)).isEmpty();
        assertThat(added(3)).isEmpty();
        assertThat(added(1)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void afterTheDepthTheMissingIsLost() {
        buffer.completeUntil(0);
        added(0);
        LongStream.range(3, 13).forEach(i -> assertThat(added(i)).isEmpty());

        buffer.add(packet(1, 13, 13L * PACKET));

        assertThat(buffer.poll()).isNotNull();
        assertThat(buffer.lostBefore()).isEqualTo(2);
        assertThat(added(1)).as("too late").hasSize(10).doesNotContain(1L);
    }

    @Test
    void aJumpInPositionWithoutOneInSequenceNeedsNoWaiting() {
        buffer.completeUntil(0);
        added(0);
        buffer.add(packet(1, 1, 480_000));

        assertThat(buffer.poll()).isNotNull();
        assertThat(buffer.lostBefore()).isZero();
    }

    @Test
    void progressReleasesWhatWaits() {
        buffer.completeUntil(0);
        added(0);
        added(2);

        assertThat(buffer.pollBefore(2L * PACKET)).isNull();
        assertThat(buffer.pollBefore(3L * PACKET)).isNotNull();
        assertThat(buffer.lostBefore()).isEqualTo(1);
    }

    @Test
    void aNewerEpochFollowsTheOlderWhateverItsSequence() {
        buffer.completeUntil(0);
        buffer.add(packet(1, 1_000, 0));
        buffer.add(packet(2, 5, PACKET));
        buffer.add(packet(1, 1_001, PACKET));

        assertThat(buffer.poll()).isEqualTo(packet(1, 1_000, 0));
        assertThat(buffer.poll()).isEqualTo(packet(1, 1_001, PACKET));
        assertThat(buffer.poll()).isEqualTo(packet(2, 5, PACKET));
        assertThat(buffer.add(packet(1, 1_002, 2L * PACKET)))
                .as("its turn has passed")
                .isFalse();
    }

    @Test
    void neverHoldsMoreThanItsBound() {
        for (long i = 1; i < 2_000; i++) {
            buffer.add(packet(1, 2 * i, 0));
            buffer.poll();
        }
        List<Long> held = new ArrayList<>();

        buffer.forEach(packet -> held.add(packet.sequence()));

        assertThat(held).hasSizeLessThanOrEqualTo(512);
    }

    private List<Long> added(long sequence) {
        buffer.add(packet(1, sequence, sequence * PACKET));
        List<Long> played = new ArrayList<>();
        for (var next = buffer.poll(); next != null; next = buffer.poll()) {
            played.add(next.sequence());
        }
        return played;
    }

    private static void play(JitterBuffer<Numbered> from, Timeline timeline, List<Long> played) {
        for (var next = from.poll(); next != null; next = from.poll()) {
            place(timeline, from, next, played);
        }
    }

    private static void place(Timeline timeline, JitterBuffer<Numbered> from, Numbered next, List<Long> played) {
        played.add(next.sequence());
        timeline.place(next.positionTicks(), next.durationTicks(), from.lostBefore());
    }

    private static Numbered packet(long epoch, long sequence, long position) {
        return new Numbered(epoch, sequence, position);
    }

    private record Numbered(long epoch, long sequence, long positionTicks) implements JitterBuffer.Packet {
        @Override
        public int durationTicks() {
            return PACKET;
        }
    }
}
