package io.voxlog.testkit.tone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds tone-coded words in a stream of s16le mono 16 kHz audio. What it finds depends on the samples alone, not on how
 * they are cut into calls. A word that is harmed, or not whole within the stream, is not found; it is never misread.
 * Not thread-safe.
 */
public final class ToneDecoder {
    /** Samples by which a found start may be late or early; a word may end this much after the stream's last sample. */
    static final int TOLERANCE = 32;

    private static final double LEAST_LIKENESS = 0.25;
    private static final int HOP = 2;
    /** A better start within this many samples replaces a candidate. */
    private static final int PEAK_SAMPLES = 160;

    private short[] buffer = new short[32_768];
    private long bufferStart;
    private long available;
    private int halfSample = -1;

    private long next;
    private long windowStart;
    private long windowEnergy;
    private long candidate = -1;
    private double likeness;

    /**
     * Takes audio and gives the words that it completes.
     *
     * @param length in bytes; a sample may be cut in two
     */
    public List<HeardWord> accept(byte[] pcm, int offset, int length) {
        makeRoom(length / 2 + 1);
        for (int i = offset; i < offset + length; i++) {
            if (halfSample < 0) {
                halfSample = pcm[i] & 0xFF;
            } else {
                buffer[(int) (available++ - bufferStart)] = (short) (pcm[i] << 8 | halfSample);
                halfSample = -1;
            }
        }
        List<HeardWord> words = new ArrayList<>();
        search(words, available);
        return words;
    }

    /** Ends the stream and gives the words that end with it. The decoder is of no more use. */
    public List<HeardWord> finish() {
        long end = available;
        makeRoom(TOLERANCE);
        Arrays.fill(buffer, (int) (available - bufferStart), (int) (available - bufferStart) + TOLERANCE, (short) 0);
        available += TOLERANCE;
        List<HeardWord> words = new ArrayList<>();
        search(words, end);
        return words;
    }

    /** Samples taken so far. */
    public long samples() {
        return available;
    }

    /** No word that is still to be found starts before this sample. Rises only. */
    public long settledSample() {
        return Math.max(0, (candidate >= 0 ? candidate : next) - TOLERANCE);
    }

    private void search(List<HeardWord> words, long end) {
        while (true) {
            if (candidate >= 0 && next - candidate > PEAK_SAMPLES) {
                if (candidate + ToneWords.WORD_SAMPLES > available) {
                    return;
                }
                readCandidate(end).ifPresent(words::add);
            }
            if (next + StartMarker.SAMPLES > available) {
                return;
            }
            double here = likenessAt(next);
            if (here >= LEAST_LIKENESS && (candidate < 0 || here > likeness)) {
                candidate = next;
                likeness = here;
            }
            next += HOP;
        }
    }

    private Optional<HeardWord> readCandidate(long end) {
        long start = refined(candidate);
        candidate = -1;
        Optional<String> text = SymbolReader.read(buffer, (int) (start - bufferStart));
        if (text.isPresent()) {
            next = start + ToneWords.WORD_SAMPLES - TOLERANCE;
        }
        return text.map(word -> new HeardWord(word, start, Math.min(start + ToneWords.WORD_SAMPLES, end)));
    }

    /** Looks at the odd neighbours that the search steps over. */
    private long refined(long start) {
        long best = start;
        double most = likeness;
        for (long at = Math.max(0, start - 1); at <= start + 1 && at + ToneWords.WORD_SAMPLES <= available; at++) {
            int index = (int) (at - bufferStart);
            double here = StartMarker.likeness(buffer, index, energy(index, StartMarker.SAMPLES));
            if (here > most) {
                best = at;
                most = here;
            }
        }
        return best;
    }

    private double likenessAt(long at) {
        int index = (int) (at - bufferStart);
        long step = at - windowStart;
        if (windowEnergy == 0 || step < 0 || step > StartMarker.SAMPLES) {
            windowEnergy = energy(index, StartMarker.SAMPLES);
        } else {
            windowEnergy -= energy(index - (int) step, (int) step);
            windowEnergy += energy(index - (int) step + StartMarker.SAMPLES, (int) step);
        }
        windowStart = at;
        return StartMarker.likeness(buffer, index, windowEnergy);
    }

    private long energy(int index, int samples) {
        long sum = 0;
        for (int i = index; i < index + samples; i++) {
            sum += (long) buffer[i] * buffer[i];
        }
        return sum;
    }

    private void makeRoom(int samples) {
        if (available - bufferStart + samples <= buffer.length) {
            return;
        }
        long keep = Math.max(bufferStart, (candidate >= 0 ? candidate : next) - StartMarker.SAMPLES);
        int kept = (int) (available - keep);
        short[] target = kept + samples <= buffer.length ? buffer : new short[2 * (kept + samples)];
        System.arraycopy(buffer, (int) (keep - bufferStart), target, 0, kept);
        buffer = target;
        bufferStart = keep;
    }
}
