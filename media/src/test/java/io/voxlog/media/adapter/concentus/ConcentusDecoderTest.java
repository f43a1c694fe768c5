package io.voxlog.media.adapter.concentus;

import io.voxlog.media.opus.MonoDecoder;
import io.voxlog.media.opus.MonoDecoderContract;

final class ConcentusDecoderTest extends MonoDecoderContract {
    @Override
    protected MonoDecoder decoder(int sampleRateHz) {
        return new OpusDecoder(sampleRateHz);
    }
}
