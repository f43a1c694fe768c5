package io.voxlog.audio.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A track is the same, frame by frame, however often its work passes from one owner to the next. */
final class TakeoverTest {
    private static final int PACKETS = 400;

    /** A record of the log: what it does to a pipeline; its index is its offset. */
    private record Log(List<Consumer<TrackPipeline>> records) {}

    @Property(tries = 500)
    void ownersThatDieAnywhereTogetherWriteWhatOneWouldHave(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int deaths) {
        Random random = new Random(seed);
        Log log = log(random);
        Frames alone = new Frames();
        run(log, 0, log.records().size(), TrackTail.NONE, alone);

        Frames together = new Frames();
        int from = 0;
        for (int i = 0; i < deaths; i++) {
            int to = from + random.nextInt(log.records().size() - from + 1);
            int committedAt = from + random.nextInt(to - from + 1);
            from = (int) runAndCommit(log, from, to, committedAt, together);
        }
        run(log, from, log.records().size(), tail(together), together);

        assertThat(describe(together)).isEqualTo(describe(alone));
        assertThat(alone.last().kind()).isEqualTo(FrameKind.END);
        assertThat(alone.length()).isEqualTo(lengthTicks());
    }

    /** Runs records {@code from} to {@code to} and returns the offset committed at {@code committedAt}. */
    private static long runAndCommit(Log log, int from, int to, int committedAt, Frames frames) {
        TrackPipeline owner = new TrackPipeline(tail(frames), new NumberedPackets(), 9_600, frames);
        long committed = from;
        for (int offset = from; offset < to; offset++) {
            log.records().get(offset).accept(owner);
            if (offset < committedAt) {
                committed = Math.max(from, Math.min(owner.lowestNeededOffset().orElse(offset + 1), offset + 1));
            }
        }
        return committed;
    }

    private static void run(Log log, int from, int to, TrackTail tail, Frames frames) {
        TrackPipeline owner = new TrackPipeline(tail, new NumberedPackets(), 9_600, frames);
        for (int offset = from; offset < to; offset++) {
            log.records().get(offset).accept(owner);
        }
    }

    private static TrackTail tail(Frames frames) {
        if (frames.all().isEmpty()) {
            return TrackTail.NONE;
        }
        PcmFrame last = frames.last();
        return new TrackTail(true, last.endTicks(), last.epoch(), last.kind() == FrameKind.END, "alice");
    }

    private static long lengthTicks() {
        return (long) PACKETS * NumberedPackets.TICKS;
    }

    /** Packets with jitter of up to 180 ms, repeats, 5 % loss and pauses that are told as progress. */
    private static Log log(Random random) {
        List<long[]> order = new ArrayList<>();
        boolean pause = false;
        for (int i = 0; i < PACKETS; i++) {
            pause = i % 40 == 0 ? i > 0 && random.nextBoolean() : pause;
            if (pause && i % 10 == 0) {
                order.add(new long[] {i * 20L + 200, i, 1});
            } else if (!pause && (i == 0 || random.nextInt(100) >= 5)) {
                long arrival = i * 20L + (i == 0 ? 0 : random.nextInt(180));
                order.add(new long[] {arrival, i, 0});
                if (random.nextInt(20) == 0) {
                    order.add(new long[] {arrival + random.nextInt(60), i, 0});
                }
            }
        }
        order.sort(Comparator.comparingLong(entry -> entry[0]));
        List<Consumer<TrackPipeline>> records = new ArrayList<>();
        records.add(track -> track.opened(0, 0));
        for (long[] entry : order) {
            int number = (int) entry[1];
            int offset = records.size();
            records.add(entry[2] == 1 ? silence(number, offset) : packet(number, offset));
        }
        int end = records.size();
        records.add(track -> track.close(1, lengthTicks(), end));
        return new Log(records);
    }

    private static Consumer<TrackPipeline> packet(int number, long offset) {
        return track -> track.packet(new AudioPacket(
                1,
                number,
                (long) number * NumberedPackets.TICKS,
                NumberedPackets.TICKS,
                offset,
                NumberedPackets.payload(number)));
    }

    private static Consumer<TrackPipeline> silence(int number, long offset) {
        long from = (long) number * NumberedPackets.TICKS;
        return track -> track.progress(new Progress(1, false, from, from + 10L * NumberedPackets.TICKS, offset));
    }

    private static List<String> describe(Frames frames) {
        return frames.all().stream()
                .map(frame -> frame.kind() + " " + frame.positionTicks() + " " + frame.epoch() + " "
                        + frame.sourceOffset() + " " + Arrays.hashCode(frame.samples()))
                .toList();
    }
}
