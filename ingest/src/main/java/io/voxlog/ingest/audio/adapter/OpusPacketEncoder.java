package io.voxlog.ingest.audio.adapter;

import io.voxlog.ingest.pcm.PacketEncoder;
import io.voxlog.media.MediaTime;
import io.voxlog.media.adapter.concentus.OpusEncoder;

/** Encodes with Concentus. */
final class OpusPacketEncoder implements PacketEncoder {
    /** Plenty for a voice at any rate: 14 MB per hour. */
    private static final int BITS_PER_SECOND = 32_000;

    private final OpusEncoder encoder;
    private final int lookaheadSamples;

    OpusPacketEncoder(int sampleRateHz) {
        encoder = new OpusEncoder(sampleRateHz, BITS_PER_SECOND);
        lookaheadSamples = encoder.lookaheadTicks() / MediaTime.ticksPerSample(sampleRateHz);
    }

    @Override
    public int packetSamples() {
        return encoder.packetSamples();
    }

    @Override
    public int lookaheadSamples() {
        return lookaheadSamples;
    }

    @Override
    public byte[] encode(short[] samples) {
        return encoder.encode(samples, 0);
    }
}
