package io.voxlog.media.ogg;

import io.voxlog.media.MediaFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The identification header of Ogg Opus (RFC 7845, section 5.1), channel mapping family 0.
 *
 * @param channels 1 or 2
 * @param preSkipTicks ticks of 1/48000 s to drop from the start of the decoded audio
 * @param inputSampleRateHz of the recording, for information only; 0 = unknown
 * @param outputGainQ8 gain to apply to the decoded audio, in 1/256 dB, signed
 */
public record OpusHead(int channels, int preSkipTicks, long inputSampleRateHz, int outputGainQ8) {
    private static final byte[] MAGIC = "OpusHead".getBytes(StandardCharsets.US_ASCII);
    private static final int BYTES = 19;

    public OpusHead {
        if (channels < 1 || channels > 2) {
            throw new MediaFormatException("an Ogg Opus file of mapping family 0 has 1 or 2 channels, not " + channels);
        }
        if (preSkipTicks < 0 || preSkipTicks > 0xffff) {
            throw new MediaFormatException("pre-skip " + preSkipTicks + " does not fit 16 bits");
        }
    }

    /** Mono, no gain. */
    public static OpusHead mono(int preSkipTicks, int inputSampleRateHz) {
        return new OpusHead(1, preSkipTicks, inputSampleRateHz, 0);
    }

    static OpusHead parse(byte[] packet) {
        if (packet.length < BYTES || !Arrays.equals(MAGIC, Arrays.copyOf(packet, MAGIC.length))) {
            throw new MediaFormatException("the Ogg file holds no Opus stream (no OpusHead)");
        }
        ByteBuffer bytes = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
        int version = bytes.get(8) & 0xff;
        if (version >= 16) {
            throw new MediaFormatException("OpusHead has the unknown version " + version);
        }
        int family = bytes.get(18) & 0xff;
        if (family != 0) {
            throw new MediaFormatException(
                    "channel mapping family " + family + " is not supported: only mono and stereo");
        }
        return new OpusHead(
                bytes.get(9) & 0xff, bytes.getShort(10) & 0xffff, bytes.getInt(12) & 0xffff_ffffL, bytes.getShort(16));
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) channels)
                .putShort((short) preSkipTicks)
                .putInt((int) inputSampleRateHz)
                .putShort((short) outputGainQ8)
                .put((byte) 0)
                .array();
    }
}
