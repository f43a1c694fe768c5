package io.voxlog.media.adapter.concentus;

import io.github.jaredmdobson.concentus.OpusException;
import io.voxlog.media.MediaFormatException;
import io.voxlog.media.MediaTime;
import io.voxlog.media.opus.MonoDecoder;
import io.voxlog.media.opus.OpusLayout;
import io.voxlog.media.pcm.Decimator;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Concentus decodes at 48 kHz and the rate is lowered here. It must not be asked for a lower rate itself: it then makes
 * hybrid packets (RFC 6716, configurations 12 to 15: most speech) silent, see <a
 * href="https://github.com/lostromb/concentus/issues/67">lostromb/concentus#67</a>.
 */
public final class OpusDecoder implements MonoDecoder {
    private static final int FULL_RATE_HZ = MediaTime.TICKS_PER_SECOND;
    private static final int STEP_TICKS = 120;
    private static final Set<Integer> RATES = Set.of(8_000, 12_000, 16_000, 24_000, FULL_RATE_HZ);

    private final int sampleRateHz;
    private final int ticksPerSample;
    private final io.github.jaredmdobson.concentus.OpusDecoder decoder;
    private final short[] full = new short[OpusLayout.MAX_DURATION_TICKS];
    private final Optional<Decimator> decimator;

    /** @param sampleRateHz 8000, 12000, 16000, 24000 or 48000 */
    public OpusDecoder(int sampleRateHz) {
        if (!RATES.contains(sampleRateHz)) {
            throw new IllegalArgumentException("Opus has no rate of " + sampleRateHz + " Hz");
        }
        this.sampleRateHz = sampleRateHz;
        this.ticksPerSample = MediaTime.ticksPerSample(sampleRateHz);
        this.decimator = ticksPerSample == 1
                ? Optional.empty()
                : Optional.of(new Decimator(ticksPerSample, OpusLayout.MAX_DURATION_TICKS));
        try {
            this.decoder = new io.github.jaredmdobson.concentus.OpusDecoder(FULL_RATE_HZ, 1);
        } catch (OpusException e) {
            throw new IllegalStateException("Concentus does not decode to mono", e);
        }
    }

    @Override
    public int maxSamples() {
        return OpusLayout.MAX_DURATION_TICKS / ticksPerSample;
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public int decode(byte[] packet, short[] samples, int at) {
        int ticks = OpusLayout.durationTicks(packet, 0, packet.length);
        requireRoom(samples, at, ticks / ticksPerSample);
        try {
            int decoded = decoder.decode(packet, 0, packet.length, full, 0, ticks, false);
            if (decoded != ticks) {
                throw new MediaFormatException("the packet holds " + decoded + " ticks and declares " + ticks);
            }
        } catch (OpusException | ArithmeticException | IndexOutOfBoundsException | AssertionError e) {
            throw new MediaFormatException("the packet cannot be decoded", e);
        }
        return deliver(ticks, samples, at);
    }

    @Override
    public void conceal(int count, short[] samples, int at) {
        requireRoom(samples, at, count);
        int wanted = count * ticksPerSample / STEP_TICKS * STEP_TICKS;
        int done = 0;
        int filled = at;
        while (done < wanted) {
            int now = Math.min(wanted - done, full.length);
            concealSteps(now);
            filled += deliver(now, samples, filled);
            done += now;
        }
        Arrays.fill(samples, filled, at + count, (short) 0);
    }

    private void concealSteps(int ticks) {
        try {
            decoder.decode(null, 0, 0, full, 0, ticks, false);
        } catch (OpusException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new IllegalStateException("the decoder cannot conceal " + ticks + " ticks", e);
        }
    }

    private int deliver(int ticks, short[] samples, int at) {
        if (decimator.isPresent()) {
            decimator.get().process(full, ticks, samples, at);
        } else {
            System.arraycopy(full, 0, samples, at, ticks);
        }
        return ticks / ticksPerSample;
    }

    private static void requireRoom(short[] samples, int at, int count) {
        if (at < 0 || count < 0 || at > samples.length - count) {
            throw new IllegalArgumentException("no room for " + count + " samples at " + at);
        }
    }
}
