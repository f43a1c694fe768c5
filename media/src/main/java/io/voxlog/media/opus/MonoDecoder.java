package io.voxlog.media.opus;

import io.voxlog.media.MediaFormatException;

/**
 * Decodes the packets of one track to mono at one rate; stereo packets are mixed down. Not thread-safe. Holds no buffer
 * of the caller beyond a call and hands out none of its own: samples go where the caller says. Two decoders of any kind
 * give equal numbers of samples for equal calls; the samples of two kinds sound alike but are not equal.
 */
public interface MonoDecoder {
    /** Samples per second that come out. */
    int sampleRateHz();

    /** Samples of the longest packet (120 ms): no call of {@link #decode} needs more room than this. */
    int maxSamples();

    /**
     * Decodes a packet of 2.5 to 120 ms into {@code samples} from {@code at} on and returns the number of samples.
     * Throws {@link MediaFormatException} for a malformed packet; the decoder can be used further after that.
     */
    int decode(byte[] packet, short[] samples, int at);

    /**
     * Makes up {@code count} samples in place of lost packets, from what came before. Only whole steps of 2.5 ms can be
     * made up; what remains of a broken step is zeros.
     */
    void conceal(int count, short[] samples, int at);
}
