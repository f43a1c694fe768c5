package io.voxlog.benchmarks;

import io.voxlog.audio.adapter.opus.OpusDecoders;
import io.voxlog.audio.track.AudioPacket;
import io.voxlog.audio.track.DecoderChoice;
import io.voxlog.audio.track.TrackPipeline;
import io.voxlog.audio.track.TrackTail;
import java.util.Optional;
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

/** One packet of the log to one frame of PCM, as audio-stream does it: decode, order, place, frame. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PipelineBenchmark {
    private static final long DEPTH_TICKS = 9_600;

    @Param({"NATIVE", "CONCENTUS"})
    public DecoderChoice decoder = DecoderChoice.AUTO;

    private final Voice voice = Voice.load();

    @SuppressWarnings("NullAway.Init") // JMH runs the set-up first
    private TrackPipeline track;

    private long number;
    private long bytes;

    @Setup(Level.Trial)
    public void open() {
        track = new TrackPipeline(
                TrackTail.NONE,
                OpusDecoders.choose(decoder, Optional.empty()).get(),
                DEPTH_TICKS,
                frame -> bytes += frame.samples().length);
        track.opened(0, 0);
    }

    @Benchmark
    public long packetToFrame() {
        track.packet(new AudioPacket(1, number, number * Voice.PACKET_TICKS, Voice.PACKET_TICKS, number, voice.next()));
        number++;
        return bytes;
    }
}
