package io.voxlog.ingest.pcm;

/** Encodes one stretch of mono samples in packets of 20 ms; a fresh one is made for each stretch. */
public interface PacketEncoder {
    /** Makes encoders. */
    @FunctionalInterface
    interface Factory {
        /**
         * A fresh encoder.
         *
         * @param sampleRateHz 8000, 12000, 16000, 24000 or 48000
         */
        PacketEncoder make(int sampleRateHz);
    }

    /** Samples of a packet. */
    int packetSamples();

    /** How many samples later than it was put in a sound is heard. */
    int lookaheadSamples();

    /** Encodes {@link #packetSamples} samples from the array's start; the result is the caller's. */
    byte[] encode(short[] samples);
}
