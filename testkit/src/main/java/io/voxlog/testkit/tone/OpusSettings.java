package io.voxlog.testkit.tone;

/**
 * How a call is encoded.
 *
 * @param voice encode for speech (VOIP), else for any audio
 */
public record OpusSettings(int bitrate, int packetMillis, boolean voice) {
    /** 20 ms packets of 32 kbit/s, speech. */
    public static final OpusSettings USUAL = new OpusSettings(32_000, 20, true);
}
