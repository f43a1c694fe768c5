package io.voxlog.audio.track;

/** Decodes the packets of one track to 16 kHz mono. */
public interface PacketDecoder {
    /**
     * Decodes a packet into {@code samples} from index 0 on and returns the number of samples. Throws
     * {@link io.voxlog.media.MediaFormatException} for a malformed packet and can be used further.
     */
    int decode(byte[] packet, short[] samples);

    /** Makes up {@code count} samples in place of lost ones, into {@code samples} from index 0 on. */
    void conceal(int count, short[] samples);
}
