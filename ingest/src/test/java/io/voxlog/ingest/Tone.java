package io.voxlog.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.media.adapter.concentus.OpusDecoder;
import io.voxlog.schemas.OpusPacket;
import java.util.List;

/** What is said in tests, and whether it is heard at its time. */
final class Tone {
    private Tone() {}

    /** A tone that is loud for the first 200 ms of each second. */
    static double at(double seconds) {
        return seconds % 1 < 0.2 ? 0.5 * Math.sin(2 * Math.PI * 440 * seconds) : 0;
    }

    /** The tone of each second but those cut by the restarted encoder starts where it was put in, to 3 ms. */
    static void assertInPlace(List<OpusPacket> packets, long ticks) {
        OpusDecoder decoder = new OpusDecoder(48_000);
        short[] heard = new short[packets.size() * 960 + decoder.maxSamples()];
        for (int i = 0; i < packets.size(); i++) {
            byte[] opus = new byte[packets.get(i).getPayload().remaining()];
            packets.get(i).getPayload().duplicate().get(opus);
            decoder.decode(opus, heard, i * 960);
        }
        double sent = 0;
        double both = 0;
        double got = 0;
        for (int i = 0; i < packets.size() * 960; i++) {
            double value = i < ticks ? at(i / 48_000.0) * 32_768 : 0;
            sent += value * value;
            both += value * heard[i];
            got += (double) heard[i] * heard[i];
        }
        // At 440 Hz one millisecond of shift would already take it below 0.
        assertThat(both / Math.sqrt(sent * got))
                .as("correlation with what was said")
                .isGreaterThan(0.95);
    }
}
