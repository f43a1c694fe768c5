package io.voxlog.benchmarks;

import io.voxlog.media.opus.MonoDecoder;
import io.voxlog.media.opus.OpusLayout;
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

/** One packet of 20 ms to samples, and 20 ms made up in place of a lost one, by each decoder in one run. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
    private final Voice voice = Voice.load();

    @Param({"debian", "bundled", "concentus"})
    public String decoder = "";

    @Param({"16000", "48000"})
    public int rate;

    @SuppressWarnings("NullAway.Init") // JMH runs the set-up first
    private MonoDecoder decoding;

    private short[] samples = {};

    @Setup(Level.Trial)
    public void open() {
        decoding = Decoders.named(decoder, rate);
        samples = new short[OpusLayout.MAX_DURATION_TICKS];
        decoding.decode(voice.next(), samples, 0);
    }

    @Benchmark
    public int decode() {
        return decoding.decode(voice.next(), samples, 0);
    }

    /** A packet, then a lost one: the cost of both, as what is made up depends on what came before. */
    @Benchmark
    public int decodeThenConceal() {
        int count = decoding.decode(voice.next(), samples, 0);
        decoding.conceal(count, samples, 0);
        return count;
    }
}
