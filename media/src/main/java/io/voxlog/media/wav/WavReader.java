package io.voxlog.media.wav;

import io.voxlog.media.MediaFormatException;
import io.voxlog.media.pcm.Downmix;
import io.voxlog.media.pcm.F32le;
import io.voxlog.media.pcm.S16leReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Reads a WAV stream as mono samples: 16-bit PCM or 32-bit float, one or two channels, at a rate that Opus knows (8,
 * 12, 16, 24, 48 kHz). Two channels are averaged. Memory does not depend on the file's length. Not thread-safe; the
 * stream stays the caller's to close.
 */
public final class WavReader {
    private static final Set<Integer> RATES = Set.of(8_000, 12_000, 16_000, 24_000, 48_000);
    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xfffe;
    private static final int MAX_FORMAT_BYTES = 4_096;

    private final InputStream in;
    private final S16leReader carry = new S16leReader();
    private Format format = new Format(0, 0, 0, 0);
    private long dataLeft;

    private record Format(int coding, int channels, int sampleRateHz, int bits) {
        int frameBytes() {
            return channels * bits / 8;
        }
    }

    private WavReader(InputStream in) {
        this.in = in;
    }

    /** Reads up to the first sample. Throws {@link MediaFormatException} where the file is none of the above. */
    public static WavReader open(InputStream in) throws IOException {
        WavReader reader = new WavReader(in);
        ByteBuffer riff = reader.header(12);
        if (!tag(riff, 0).equals("RIFF") || !tag(riff, 8).equals("WAVE")) {
            throw refused("this is no WAV file");
        }
        boolean atData = false;
        while (!atData) {
            atData = reader.nextChunkIsData();
        }
        return reader;
    }

    public int sampleRateHz() {
        return format.sampleRateHz();
    }

    /** The next samples, at most {@code max} and fewer only at the end; empty when there are no more. */
    public short[] read(int max) throws IOException {
        int wanted = (int) Math.min((long) max * format.frameBytes(), dataLeft);
        byte[] bytes = in.readNBytes(wanted);
        dataLeft -= bytes.length < wanted ? dataLeft : wanted;
        int frames = bytes.length / format.frameBytes();
        short[] samples = format.coding() == FLOAT ? fromFloats(bytes, frames) : fromIntegers(bytes, frames);
        return format.channels() == 2 ? Downmix.average(samples, frames) : samples;
    }

    private short[] fromIntegers(byte[] bytes, int frames) {
        return carry.read(bytes, 0, frames * format.frameBytes());
    }

    private short[] fromFloats(byte[] bytes, int frames) {
        short[] samples = new short[frames * format.channels()];
        F32le.samples(bytes, 0, samples.length, samples, 0);
        return samples;
    }

    private boolean nextChunkIsData() throws IOException {
        ByteBuffer header = header(8);
        String name = tag(header, 0);
        long length = header.getInt(4) & 0xffff_ffffL;
        if (name.equals("data")) {
            if (format.channels() == 0) {
                throw refused("the WAV file has no format before its data");
            }
            // Writers to a pipe do not know the length and leave 0 or the largest number.
            dataLeft = length == 0 || length == 0xffff_ffffL ? Long.MAX_VALUE : length;
            return true;
        }
        if (name.equals("fmt ")) {
            if (length < 16 || length > MAX_FORMAT_BYTES) {
                throw refused("the WAV file's format has a length of " + length);
            }
            format = format(header((int) length));
            skip(length % 2);
        } else {
            skip(length + length % 2);
        }
        return false;
    }

    private Format format(ByteBuffer chunk) {
        int coding = chunk.getShort(0) & 0xffff;
        if (coding == EXTENSIBLE && chunk.limit() >= 26) {
            coding = chunk.getShort(24) & 0xffff;
        }
        int channels = chunk.getShort(2) & 0xffff;
        int rate = chunk.getInt(4);
        int bits = chunk.getShort(14) & 0xffff;
        if (!(coding == PCM && bits == 16) && !(coding == FLOAT && bits == 32)) {
            throw refused("the WAV file has " + bits + "-bit samples of coding " + coding);
        }
        if (channels < 1 || channels > 2) {
            throw refused("the WAV file has " + channels + " channels");
        }
        if (!RATES.contains(rate)) {
            throw refused("the WAV file has " + rate + " samples per second");
        }
        return new Format(coding, channels, rate, bits);
    }

    private ByteBuffer header(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw refused("the WAV file ends before its data");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void skip(long length) throws IOException {
        byte[] scrap = new byte[(int) Math.min(length, 8_192)];
        long left = length;
        while (left > 0) {
            int count = in.readNBytes(scrap, 0, (int) Math.min(left, scrap.length));
            if (count == 0) {
                throw refused("the WAV file ends before its data");
            }
            left -= count;
        }
    }

    private static String tag(ByteBuffer bytes, int at) {
        byte[] name = new byte[4];
        bytes.get(at, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    private static MediaFormatException refused(String what) {
        return new MediaFormatException(
                what + "; wanted is 16-bit PCM or 32-bit float, mono or stereo, at 8, 12, 16, 24"
                        + " or 48 kHz. Convert it with: ffmpeg -i INPUT -ac 1 -ar 48000 -c:a pcm_s16le OUTPUT.wav");
    }
}
