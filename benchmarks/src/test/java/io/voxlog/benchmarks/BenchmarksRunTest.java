package io.voxlog.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.audio.track.DecoderChoice;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Each benchmark does once what it is to measure. */
final class BenchmarksRunTest {
    @Test
    void decodes() {
        DecodeBenchmark decode = new DecodeBenchmark();
        decode.decoder = "concentus";
        decode.rate = 16_000;
        decode.open();

        assertThat(decode.decode()).isEqualTo(320);
        assertThat(decode.decodeThenConceal()).isEqualTo(320);
    }

    @Test
    void resamplesAndDecimates() {
        ResampleBenchmark resample = new ResampleBenchmark();
        resample.rate = 44_100;
        resample.open();
        DecimateBenchmark decimate = new DecimateBenchmark();
        decimate.fill();
        decimate.decimate();

        assertThat(resample.resample()).isPositive();
        assertThat(decimate.decimate()).isNotZero();
    }

    @Test
    void ordersWhetherOrNotPacketsAreLate() {
        for (boolean jittery : new boolean[] {false, true}) {
            JitterBenchmark jitter = new JitterBenchmark();
            jitter.jittery = jittery;
            for (int i = 0; i < 99; i++) {
                jitter.orderAndPlace();
            }
            assertThat(jitter.orderAndPlace()).isEqualTo(100L * Voice.PACKET_TICKS);
        }
    }

    @Test
    void makesFramesAndRecords() throws IOException {
        PipelineBenchmark pipeline = new PipelineBenchmark();
        pipeline.decoder = DecoderChoice.CONCENTUS;
        pipeline.open();
        RecordBenchmark record = new RecordBenchmark();
        record.fill();

        assertThat(pipeline.packetToFrame()).isEqualTo(640);
        assertThat(record.encode()).hasSizeGreaterThan(60);
        assertThat(record.decode().getTrackSid()).startsWith("TR_");
    }
}
