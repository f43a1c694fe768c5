package io.voxlog.benchmarks;

import io.voxlog.media.pcm.Decimator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** 20 ms from 48 to 16 kHz, as behind Concentus. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecimateBenchmark {
    private final Decimator decimator = new Decimator(3, Voice.PACKET_TICKS);
    private final short[] input = new short[Voice.PACKET_TICKS];
    private final short[] output = new short[Voice.PACKET_TICKS / 3];

    @Setup(Level.Trial)
    public void fill() {
        for (int i = 0; i < input.length; i++) {
            input[i] = (short) (8_000 * Math.sin(i * 0.05));
        }
    }

    @Benchmark
    public short decimate() {
        decimator.process(input, input.length, output, 0);
        return output[0];
    }
}
