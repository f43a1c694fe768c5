package io.voxlog.testkit.tone;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Encodes mono 48 kHz PCM as Opus packets. */
final class OpusPackets {
    private static final int SAMPLE_RATE = 48_000;
    private static final int LARGEST_PACKET = 1_500;
    /** Of 10: tones need no more, and tests wait for it. */
    private static final int COMPLEXITY = 3;

    private OpusPackets() {}

    /**
     * Packets whose decoded sound stands where the PCM has it: the encoder is fed ahead by its own delay, so the first
     * few milliseconds of the PCM are not heard. The last packet is filled up with silence.
     */
    static List<byte[]> encode(short[] pcm, OpusSettings settings) {
        try {
            OpusEncoder encoder = new OpusEncoder(
                    SAMPLE_RATE,
                    1,
                    settings.voice() ? OpusApplication.OPUS_APPLICATION_VOIP : OpusApplication.OPUS_APPLICATION_AUDIO);
            encoder.setBitrate(settings.bitrate());
            encoder.setComplexity(COMPLEXITY);
            int delay = encoder.getLookahead();
            int frame = SAMPLE_RATE / 1000 * settings.packetMillis();
            int packets = (pcm.length + frame - 1) / frame;
            short[] ahead =
                    Arrays.copyOf(Arrays.copyOfRange(pcm, Math.min(delay, pcm.length), pcm.length), packets * frame);
            byte[] packet = new byte[LARGEST_PACKET];
            List<byte[]> encoded = new ArrayList<>(packets);
            for (int i = 0; i < packets; i++) {
                int length = encoder.encode(ahead, i * frame, frame, packet, 0, packet.length);
                encoded.add(Arrays.copyOf(packet, length));
            }
            return encoded;
        } catch (OpusException refused) {
            throw new IllegalArgumentException("no Opus with " + settings, refused);
        }
    }
}
