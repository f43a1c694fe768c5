package io.voxlog.audio.track;

import io.voxlog.media.MediaFormatException;
import io.voxlog.media.MediaTime;
import io.voxlog.media.opus.OpusLayout;
import io.voxlog.media.pcm.S16le;
import java.util.Arrays;

/**
 * Makes frames: decoded, made up, zeros, gaps, the end. Cuts long stretches into pieces, so that no frame is large. Not
 * thread-safe; the buffers are this object's and used again for every frame.
 */
final class FrameWriter {
    static final int SAMPLE_RATE_HZ = 16_000;

    /** Missing audio up to this length is written as zeros, longer as one gap. */
    private static final long MAX_ZEROS_TICKS = 10L * MediaTime.TICKS_PER_SECOND;

    private static final int TICKS_PER_SAMPLE = MediaTime.ticksPerSample(SAMPLE_RATE_HZ);
    private static final int CONCEALED_FRAME_TICKS = 20 * MediaTime.TICKS_PER_MILLI;
    private static final int SILENT_FRAME_TICKS = 200 * MediaTime.TICKS_PER_MILLI;
    private static final byte[] NO_SAMPLES = {};

    private final PacketDecoder decoder;
    private final FrameSink sink;
    private final short[] samples = new short[OpusLayout.MAX_DURATION_TICKS / TICKS_PER_SAMPLE];
    private byte[] bytes = new byte[0];
    private long epoch;
    private long offset;
    private long writtenEpoch;
    private long malformed;

    FrameWriter(PacketDecoder decoder, FrameSink sink, long writtenEpoch) {
        this.decoder = decoder;
        this.sink = sink;
        this.writtenEpoch = writtenEpoch;
    }

    /** The newest epoch that stands in the output. */
    long writtenEpoch() {
        return writtenEpoch;
    }

    /** Packets that could not be decoded. */
    long malformed() {
        return malformed;
    }

    /** From now on frames are made from this record. */
    void from(long causeEpoch, long causeOffset) {
        epoch = causeEpoch;
        offset = causeOffset;
    }

    /** Decodes a packet for the decoder's state only. */
    void runUp(byte[] packet) {
        try {
            decoder.decode(packet, samples);
        } catch (MediaFormatException broken) {
            malformed++;
        }
    }

    /** Decodes a packet that lasts {@code playTicks} and writes all but its first {@code skipTicks}. */
    void audio(long positionTicks, byte[] packet, int playTicks, int skipTicks) {
        int count = playTicks / TICKS_PER_SAMPLE;
        FrameKind kind = FrameKind.AUDIO;
        try {
            decoder.decode(packet, samples);
        } catch (MediaFormatException broken) {
            malformed++;
            decoder.conceal(count, samples);
            kind = FrameKind.CONCEALED;
        }
        int skip = skipTicks / TICKS_PER_SAMPLE;
        write(kind, positionTicks, playTicks - skipTicks, bytes(skip, count - skip));
    }

    void concealed(long positionTicks, long ticks) {
        for (long done = 0; done < ticks; done += CONCEALED_FRAME_TICKS) {
            int now = (int) Math.min(CONCEALED_FRAME_TICKS, ticks - done);
            int count = now / TICKS_PER_SAMPLE;
            decoder.conceal(count, samples);
            write(FrameKind.CONCEALED, positionTicks + done, now, bytes(0, count));
        }
    }

    void nothing(long positionTicks, long ticks) {
        if (ticks > MAX_ZEROS_TICKS) {
            write(FrameKind.GAP, positionTicks, ticks, NO_SAMPLES);
            return;
        }
        for (long done = 0; done < ticks; done += SILENT_FRAME_TICKS) {
            int now = (int) Math.min(SILENT_FRAME_TICKS, ticks - done);
            Arrays.fill(sized(2 * now / TICKS_PER_SAMPLE), (byte) 0);
            write(FrameKind.SILENCE, positionTicks + done, now, bytes);
        }
    }

    void end(long positionTicks) {
        write(FrameKind.END, positionTicks, 0, NO_SAMPLES);
    }

    private byte[] bytes(int at, int count) {
        S16le.write(samples, at, count, sized(2 * count));
        return bytes;
    }

    /** The one array for frames; a new one only where the length changes, as readers take all of it. */
    private byte[] sized(int length) {
        if (bytes.length != length) {
            bytes = new byte[length];
        }
        return bytes;
    }

    private void write(FrameKind kind, long positionTicks, long ticks, byte[] content) {
        writtenEpoch = Math.max(writtenEpoch, epoch);
        sink.write(new PcmFrame(kind, positionTicks, positionTicks + ticks, epoch, offset, content));
    }
}
