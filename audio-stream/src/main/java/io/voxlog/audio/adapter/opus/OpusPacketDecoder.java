package io.voxlog.audio.adapter.opus;

import io.voxlog.audio.track.PacketDecoder;
import io.voxlog.media.opus.MonoDecoder;

/** Decodes the packets of one track with whatever decoder it is given. Not thread-safe. */
final class OpusPacketDecoder implements PacketDecoder {
    private final MonoDecoder decoder;

    OpusPacketDecoder(MonoDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public int decode(byte[] packet, short[] samples) {
        return decoder.decode(packet, samples, 0);
    }

    @Override
    public void conceal(int count, short[] samples) {
        decoder.conceal(count, samples, 0);
    }
}
