package io.voxlog.audio.track;

import io.voxlog.media.MediaFormatException;
import io.voxlog.media.MediaTime;
import io.voxlog.media.opus.OpusLayout;
import io.voxlog.media.pcm.S16le;

/**
 * Makes frames: decoded, made up, zeros, gaps, the end. Cuts long stretches into pieces, so that no frame is large. Not
 * thread-safe; the one buffer is this object's and no frame refers to it.
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
    private long writtenEpoch;
    private long malformed;

    /** Which source record a frame is made from. */
    record Cause(long epoch, long offset) {}

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

    /** Decodes a packet for the decoder's state only. */
    void runUp(byte[] packet) {
        try {
            decoder.decode(packet, samples);
        } catch (MediaFormatException broken) {
            malformed++;
        }
    }

    /** Decodes a packet that lasts {@code playTicks} and writes all but its first {@code skipTicks}. */
    void audio(long positionTicks, byte[] packet, int playTicks, int skipTicks, Cause cause) {
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
        write(kind, positionTicks, playTicks - skipTicks, S16le.bytes(samples, skip, count - skip), cause);
    }

    void concealed(long positionTicks, long ticks, Cause cause) {
        for (long done = 0; done < ticks; done += CONCEALED_FRAME_TICKS) {
            int now = (int) Math.min(CONCEALED_FRAME_TICKS, ticks - done);
            int count = now / TICKS_PER_SAMPLE;
            decoder.conceal(count, samples);
            write(FrameKind.CONCEALED, positionTicks + done, now, S16le.bytes(samples, 0, count), cause);
        }
    }

    void nothing(long positionTicks, long ticks, Cause cause) {
        if (ticks > MAX_ZEROS_TICKS) {
            write(FrameKind.GAP, positionTicks, ticks, NO_SAMPLES, cause);
            return;
        }
        for (long done = 0; done < ticks; done += SILENT_FRAME_TICKS) {
            int now = (int) Math.min(SILENT_FRAME_TICKS, ticks - done);
            write(FrameKind.SILENCE, positionTicks + done, now, new byte[2 * now / TICKS_PER_SAMPLE], cause);
        }
    }

    void end(long positionTicks, Cause cause) {
        write(FrameKind.END, positionTicks, 0, NO_SAMPLES, cause);
    }

    private void write(FrameKind kind, long positionTicks, long ticks, byte[] bytes, Cause cause) {
        writtenEpoch = Math.max(writtenEpoch, cause.epoch());
        sink.write(new PcmFrame(kind, positionTicks, positionTicks + ticks, cause.epoch(), cause.offset(), bytes));
    }
}
