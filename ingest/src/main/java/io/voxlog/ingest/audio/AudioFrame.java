package io.voxlog.ingest.audio;

import io.voxlog.ingest.pcm.PcmFormat;
import java.nio.ByteBuffer;

/**
 * A binary frame of the /audio protocol: one Opus packet, or raw samples.
 *
 * <pre>
 *  0        1        2                10               18
 *  +--------+--------+----------------+----------------+---------------
 *  | version| flags  | sequence (64)  | capture (64)   | Opus packet, 1 to 8192 bytes;
 *  |  = 1   |  = 0   | big-endian     | ticks, big-end.| or samples, at most 120 ms
 *  +--------+--------+----------------+----------------+---------------
 * </pre>
 */
public final class AudioFrame {
    public static final int VERSION = 1;
    public static final int HEADER_BYTES = 18;

    /** Longer than any packet of RFC 6716 that a call makes: 120 ms at 510 kbit/s are 7650 bytes. */
    public static final int MAX_OPUS_BYTES = 8_192;

    private static final long MAX_SAMPLES_TICKS = 5_760;

    /** Capture times end here, 60 days after the track's start; sums of positions cannot overflow. */
    public static final long MAX_CAPTURE_TICKS = 48_000L * 60 * 60 * 24 * 60;

    private final long sequence;
    private final long captureTicks;
    private final byte[] payload;

    /** Keeps the payload without copying it; nobody may change it afterwards. */
    public AudioFrame(long sequence, long captureTicks, byte[] payload) {
        this.sequence = sequence;
        this.captureTicks = captureTicks;
        this.payload = payload;
    }

    /** Counts the track's frames from 0. */
    public long sequence() {
        return sequence;
    }

    /** Capture time of the first sample in ticks of 1/48000 s since the track's start. */
    public long captureTicks() {
        return captureTicks;
    }

    /** The payload itself, not a copy. */
    public byte[] payload() {
        return payload;
    }

    /** Reads a frame; throws {@link AudioRefusedException} if it is none. The packet itself is not looked at. */
    public static AudioFrame decode(byte[] bytes) {
        return decode(bytes, MAX_OPUS_BYTES);
    }

    /** Reads a frame of raw samples, whole ones, at most 120 ms. */
    public static AudioFrame decode(byte[] bytes, PcmFormat format) {
        int most = format.frameBytes() * Math.toIntExact(format.samples(MAX_SAMPLES_TICKS));
        AudioFrame frame = decode(bytes, most);
        if (frame.payload.length % format.frameBytes() != 0) {
            throw new AudioRefusedException(
                    AudioRefusal.INVALID_SAMPLES,
                    frame.payload.length + " bytes are no whole number of samples of " + format.frameBytes()
                            + " bytes each");
        }
        return frame;
    }

    private static AudioFrame decode(byte[] bytes, int maxPayload) {
        if (bytes.length <= HEADER_BYTES) {
            throw new AudioRefusedException(
                    AudioRefusal.BAD_MESSAGE,
                    "a binary frame has " + HEADER_BYTES + " header bytes and a payload, this one has " + bytes.length
                            + " bytes in all");
        }
        if (bytes.length > HEADER_BYTES + maxPayload) {
            throw new AudioRefusedException(
                    AudioRefusal.PACKET_TOO_LARGE, "a payload has at most " + maxPayload + " bytes");
        }
        if (bytes[0] != VERSION || bytes[1] != 0) {
            throw new AudioRefusedException(
                    AudioRefusal.BAD_MESSAGE, "version " + bytes[0] + " with flags " + bytes[1] + " is not known here");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 2, bytes.length - 2);
        long sequence = buffer.getLong();
        long capture = buffer.getLong();
        if (sequence < 0 || capture < 0 || capture > MAX_CAPTURE_TICKS) {
            throw new AudioRefusedException(
                    AudioRefusal.BAD_MESSAGE, "sequence " + sequence + " or capture time " + capture + " out of range");
        }
        byte[] payload = new byte[buffer.remaining()];
        buffer.get(payload);
        return new AudioFrame(sequence, capture, payload);
    }

    public byte[] encode() {
        return ByteBuffer.allocate(HEADER_BYTES + payload.length)
                .put((byte) VERSION)
                .put((byte) 0)
                .putLong(sequence)
                .putLong(captureTicks)
                .put(payload)
                .array();
    }
}
