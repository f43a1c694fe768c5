package io.voxlog.media.adapter.concentus;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusException;
import io.voxlog.media.MediaTime;
import java.util.Arrays;

/** Encodes mono samples into Opus packets of 20 ms each. Not thread-safe; keeps no buffer of the caller. */
public final class OpusEncoder {
    /** Length of every packet in ticks of 1/48000 s. */
    public static final int PACKET_TICKS = 960;

    private static final int MAX_PACKET_BYTES = 1_275;

    private final int packetSamples;
    private final int lookaheadTicks;
    private final io.github.jaredmdobson.concentus.OpusEncoder encoder;
    private final byte[] packet = new byte[MAX_PACKET_BYTES];

    /**
     * @param sampleRateHz 8000, 12000, 16000, 24000 or 48000
     * @param bitsPerSecond 6000 to 510000; 32000 is plenty for a voice
     */
    public OpusEncoder(int sampleRateHz, int bitsPerSecond) {
        try {
            encoder = new io.github.jaredmdobson.concentus.OpusEncoder(
                    sampleRateHz, 1, OpusApplication.OPUS_APPLICATION_AUDIO);
            encoder.setBitrate(bitsPerSecond);
        } catch (OpusException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "cannot encode " + sampleRateHz + " Hz at " + bitsPerSecond + " bit/s", e);
        }
        packetSamples = PACKET_TICKS / MediaTime.ticksPerSample(sampleRateHz);
        lookaheadTicks = encoder.getLookahead() * MediaTime.ticksPerSample(sampleRateHz);
    }

    /** Samples that {@link #encode} takes: 20 ms of them. */
    public int packetSamples() {
        return packetSamples;
    }

    /** How much later than its input the decoded output is, in ticks: the pre-skip of an Ogg Opus file. */
    public int lookaheadTicks() {
        return lookaheadTicks;
    }

    /** Encodes {@link #packetSamples()} samples from {@code at} on; the returned array is the caller's. */
    public byte[] encode(short[] samples, int at) {
        try {
            int length = encoder.encode(samples, at, packetSamples, packet, 0, packet.length);
            return Arrays.copyOf(packet, length);
        } catch (OpusException e) {
            throw new IllegalStateException("the encoder refused " + packetSamples + " samples", e);
        }
    }
}
