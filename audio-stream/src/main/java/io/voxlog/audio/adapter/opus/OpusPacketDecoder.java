package io.voxlog.audio.adapter.opus;

import io.voxlog.audio.track.PacketDecoder;
import io.voxlog.media.adapter.concentus.OpusDecoder;

/** Decodes with Concentus straight to 16 kHz. Not thread-safe. */
public final class OpusPacketDecoder implements PacketDecoder {
    private final OpusDecoder decoder = new OpusDecoder(16_000);

    @Override
    public int decode(byte[] packet, short[] samples) {
        return decoder.decode(packet, samples, 0);
    }

    @Override
    public void conceal(int count, short[] samples) {
        decoder.conceal(count, samples, 0);
    }
}
