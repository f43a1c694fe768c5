package io.voxlog.benchmarks;

import io.voxlog.media.jitter.JitterBuffer;
import io.voxlog.media.jitter.Timeline;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One packet through the jitter buffer and onto the timeline: in order, and with every tenth one late. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class JitterBenchmark {
    private static final long DEPTH_TICKS = 9_600;

    @Param({"false", "true"})
    public boolean jittery;

    private final JitterBuffer<Numbered> buffer = new JitterBuffer<>(DEPTH_TICKS);
    private final Timeline timeline = new Timeline(16_000);
    private long number;

    private record Numbered(long sequence) implements JitterBuffer.Packet {
        @Override
        public long epoch() {
            return 1;
        }

        @Override
        public long positionTicks() {
            return sequence * Voice.PACKET_TICKS;
        }

        @Override
        public int durationTicks() {
            return Voice.PACKET_TICKS;
        }
    }

    @Benchmark
    public long orderAndPlace() {
        long step = number % 10;
        long sequence = jittery && step < 2 ? number + 1 - 2 * step : number;
        number++;
        buffer.add(new Numbered(sequence));
        for (Numbered next = buffer.poll(); next != null; next = buffer.poll()) {
            timeline.place(next.positionTicks(), next.durationTicks(), buffer.lostBefore());
        }
        return timeline.endTicks();
    }
}
