package io.voxlog.media.adapter.concentus;

import io.github.jaredmdobson.concentus.OpusException;
import io.voxlog.media.MediaFormatException;
import io.voxlog.media.MediaTime;
import io.voxlog.media.opus.OpusLayout;

/**
 * Decodes the packets of one track straight to mono at one rate; stereo packets are mixed down. Not thread-safe. Holds
 * no buffer of the caller beyond a call and hands out none of its own: samples go where the caller says.
 */
public final class OpusDecoder {
    private final int sampleRateHz;
    private final int ticksPerSample;
    private final io.github.jaredmdobson.concentus.OpusDecoder decoder;

    /** @param sampleRateHz 8000, 12000, 16000, 24000 or 48000 */
    public OpusDecoder(int sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
        this.ticksPerSample = MediaTime.ticksPerSample(sampleRateHz);
        try {
            this.decoder = new io.github.jaredmdobson.concentus.OpusDecoder(sampleRateHz, 1);
        } catch (OpusException | IllegalArgumentException e) {
            throw new IllegalArgumentException("Opus has no rate of " + sampleRateHz + " Hz", e);
        }
    }

    /** Samples of the longest packet (120 ms): no call needs more room than this. */
    public int maxSamples() {
        return OpusLayout.MAX_DURATION_TICKS / ticksPerSample;
    }

    public int sampleRateHz() {
        return sampleRateHz;
    }

    /**
     * Decodes a packet of 2.5 to 120 ms into {@code samples} from {@code at} on and returns the number of samples.
     * Throws {@link MediaFormatException} for a malformed packet; the decoder can be used further after that.
     */
    public int decode(byte[] packet, short[] samples, int at) {
        int expected = OpusLayout.parse(packet).durationTicks() / ticksPerSample;
        requireRoom(samples, at, expected);
        try {
            int decoded = decoder.decode(packet, 0, packet.length, samples, at, expected, false);
            if (decoded != expected) {
                throw new MediaFormatException("the packet holds " + decoded + " samples and declares " + expected);
            }
            return decoded;
        } catch (OpusException | ArithmeticException | IndexOutOfBoundsException | AssertionError e) {
            throw new MediaFormatException("the packet cannot be decoded", e);
        }
    }

    /**
     * Makes up {@code count} samples in place of lost packets, from what came before. Only whole steps of 2.5 ms can be
     * made up; what remains of a broken step is zeros.
     */
    public void conceal(int count, short[] samples, int at) {
        requireRoom(samples, at, count);
        int step = sampleRateHz / 400;
        int done = 0;
        while (count - done >= step) {
            int now = Math.min(count - done, maxSamples()) / step * step;
            concealSteps(now, samples, at + done);
            done += now;
        }
        java.util.Arrays.fill(samples, at + done, at + count, (short) 0);
    }

    private void concealSteps(int count, short[] samples, int at) {
        try {
            decoder.decode(null, 0, 0, samples, at, count, false);
        } catch (OpusException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new IllegalStateException("the decoder cannot conceal " + count + " samples", e);
        }
    }

    private static void requireRoom(short[] samples, int at, int count) {
        if (at < 0 || count < 0 || at > samples.length - count) {
            throw new IllegalArgumentException("no room for " + count + " samples at " + at);
        }
    }
}
