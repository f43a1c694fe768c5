package io.voxlog.benchmarks;

import io.voxlog.media.pcm.Resampler;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** 20 ms of samples from a rate to 16 kHz. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ResampleBenchmark {
    @Param({"8000", "24000", "44100", "48000"})
    public int rate;

    private short[] input = {};
    private short[] output = {};

    @SuppressWarnings("NullAway.Init") // JMH runs the set-up first
    private Resampler resampler;

    @Setup(Level.Trial)
    public void open() {
        input = new short[rate / 50];
        for (int i = 0; i < input.length; i++) {
            input[i] = (short) (8_000 * Math.sin(i * 0.05));
        }
        resampler = new Resampler(rate, 16_000);
        output = new short[resampler.maxOutput(input.length)];
    }

    @Benchmark
    public int resample() {
        return resampler.process(input, 0, input.length, output, 0);
    }
}
