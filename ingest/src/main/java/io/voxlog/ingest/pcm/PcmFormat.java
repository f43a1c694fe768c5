package io.voxlog.ingest.pcm;

import io.voxlog.media.MediaTime;
import io.voxlog.media.pcm.F32le;
import io.voxlog.media.pcm.Resampler;

/**
 * The form of raw samples; two channels are interleaved.
 *
 * @param sampleRateHz one of {@link Resampler#RATES}
 * @param channels 1 or 2
 */
public record PcmFormat(Encoding encoding, int sampleRateHz, int channels) {
    /** How a sample is written, little-endian. */
    public enum Encoding {
        S16LE(2),
        F32LE(4);

        private final int bytes;

        Encoding(int bytes) {
            this.bytes = bytes;
        }
    }

    public PcmFormat {
        if (!Resampler.RATES.contains(sampleRateHz) || channels < 1 || channels > 2) {
            throw new IllegalArgumentException(
                    "no form of samples: " + sampleRateHz + " Hz, " + channels + " channels");
        }
    }

    /** Bytes of one sample of all channels. */
    public int frameBytes() {
        return encoding.bytes * channels;
    }

    /** Length of so many samples in ticks of 1/48000 s, to the nearest. */
    public long ticks(long samples) {
        return (samples * MediaTime.TICKS_PER_SECOND + sampleRateHz / 2) / sampleRateHz;
    }

    /** Samples that begin within so many ticks, rounded up. */
    public long samples(long ticks) {
        return (ticks * sampleRateHz + MediaTime.TICKS_PER_SECOND - 1) / MediaTime.TICKS_PER_SECOND;
    }

    /** The lowest rate of Opus (RFC 6716, section 2) that holds this one. */
    int opusRateHz() {
        if (sampleRateHz <= 8_000) {
            return 8_000;
        }
        if (sampleRateHz <= 12_000) {
            return 12_000;
        }
        if (sampleRateHz <= 16_000) {
            return 16_000;
        }
        return sampleRateHz <= 24_000 ? 24_000 : 48_000;
    }

    /**
     * Writes {@code count} samples that start at byte {@code from}, both channels averaged, to the start of
     * {@code mono}.
     */
    void mono(byte[] bytes, int from, int count, short[] mono) {
        for (int i = 0; i < count; i++) {
            int at = from + i * frameBytes();
            int left = sample(bytes, at);
            mono[i] = (short) (channels == 1 ? left : (left + sample(bytes, at + encoding.bytes)) >> 1);
        }
    }

    private int sample(byte[] bytes, int at) {
        if (encoding == Encoding.S16LE) {
            return (bytes[at] & 0xff) | (bytes[at + 1] << 8);
        }
        int bits = (bytes[at] & 0xff)
                | ((bytes[at + 1] & 0xff) << 8)
                | ((bytes[at + 2] & 0xff) << 16)
                | (bytes[at + 3] << 24);
        return F32le.sample(Float.intBitsToFloat(bits));
    }
}
