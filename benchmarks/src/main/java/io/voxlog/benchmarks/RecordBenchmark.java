package io.voxlog.benchmarks;

import io.voxlog.schemas.OpusPacket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
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

/** A packet as a record of livekit.audio: Avro binary, as on the wire behind the five bytes that name its schema. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordBenchmark {
    private final Voice voice = Voice.load();
    private final SpecificDatumWriter<OpusPacket> writer = new SpecificDatumWriter<>(OpusPacket.getClassSchema());
    private final SpecificDatumReader<OpusPacket> reader = new SpecificDatumReader<>(OpusPacket.getClassSchema());
    private byte[] encoded = {};
    private long number;

    @Setup(Level.Trial)
    public void fill() throws IOException {
        encoded = encode();
    }

    @Benchmark
    public byte[] encode() throws IOException {
        number++;
        OpusPacket packet = OpusPacket.newBuilder()
                .setEpoch(4_711)
                .setParticipantSid("PA_mYo3u7yVbQk2")
                .setTrackSid("TR_AMb9Xc4tFq8zW1")
                .setPositionTicks(number * Voice.PACKET_TICKS)
                .setDurationTicks(Voice.PACKET_TICKS)
                .setSequence(number)
                .setRtpTime(number * Voice.PACKET_TICKS)
                .setArrivalMicros(1_790_000_000_000_000L + 20_000 * number)
                .setPayload(ByteBuffer.wrap(voice.next()))
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        writer.write(packet, encoder);
        return bytes.toByteArray();
    }

    @Benchmark
    @SuppressWarnings("NullAway") // Avro takes null for "a new one"
    public OpusPacket decode() throws IOException {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(encoded, null);
        return reader.read(null, decoder);
    }
}
