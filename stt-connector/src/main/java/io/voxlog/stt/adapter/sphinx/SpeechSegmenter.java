package io.voxlog.stt.adapter.sphinx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a stream into utterances by its energy. Works in frames of 10 ms counted from the start of the stream, so that
 * what it finds does not depend on how the audio is cut into calls. Not thread-safe.
 */
final class SpeechSegmenter {
    static final int FRAME_SAMPLES = 160;

    private final SegmenterSettings settings;
    private final NoiseFloor floor;
    private final short[] frame = new short[FRAME_SAMPLES];
    private int frameFill;

    /** Samples from {@code keptFrom} on: the utterance, or the pre-roll of the next one. */
    private short[] kept = new short[FRAME_SAMPLES * 512];
    /** Levels of the frames kept. */
    private double[] levels = new double[512];

    private long keptFrom;
    private int keptFrames;

    private boolean speaking;
    private int quietFrames;
    private int speechMarks;
    /** Frames kept before the speech of the utterance under way. */
    private int leadFrames;

    SpeechSegmenter(SegmenterSettings settings) {
        this.settings = settings;
        this.floor = new NoiseFloor(settings.leastDecibels() - settings.speechDecibels());
    }

    /** Takes s16le audio, whole samples, and gives the utterances that it completes. */
    List<Utterance> accept(byte[] pcm, int offset, int length) {
        List<Utterance> done = new ArrayList<>();
        for (int i = offset; i < offset + length; i += 2) {
            frame[frameFill++] = (short) ((pcm[i + 1] << 8) | (pcm[i] & 0xFF));
            if (frameFill == FRAME_SAMPLES) {
                frameFill = 0;
                takeFrame(done);
            }
        }
        return done;
    }

    /** Ends the stream; a last broken frame is filled up with silence. */
    List<Utterance> finish() {
        List<Utterance> done = new ArrayList<>();
        if (frameFill > 0) {
            Arrays.fill(frame, frameFill, FRAME_SAMPLES, (short) 0);
            frameFill = 0;
            takeFrame(done);
        }
        if (speaking) {
            done.add(cut(keptFrames));
            speaking = false;
        }
        return done;
    }

    /** No utterance that is still to come starts before this sample. Rises only. */
    long settledSample() {
        return keptFrom;
    }

    private void takeFrame(List<Utterance> done) {
        double level = decibels(frame);
        boolean speech = level > Math.max(settings.leastDecibels(), floor.decibels() + settings.speechDecibels());
        floor.add(level);
        keep(level);
        if (speaking) {
            quietFrames = speech ? 0 : quietFrames + 1;
            if (quietFrames >= settings.hangoverFrames()) {
                done.add(cut(keptFrames - quietFrames + settings.tailFrames()));
                speaking = false;
                speechMarks = 0;
            } else if (keptFrames >= settings.longestFrames()) {
                done.add(cut(quietestPlace()));
            }
        } else {
            listen(speech);
        }
    }

    private void listen(boolean speech) {
        int span = 2 * settings.onsetFrames();
        speechMarks = (speechMarks << 1 | (speech ? 1 : 0)) & (1 << span) - 1;
        if (Integer.bitCount(speechMarks) >= settings.onsetFrames()) {
            speaking = true;
            quietFrames = 0;
            leadFrames = Math.max(0, keptFrames - (Integer.SIZE - Integer.numberOfLeadingZeros(speechMarks)));
        } else {
            drop(Math.max(0, keptFrames - settings.preRollFrames() - span));
        }
    }

    private Utterance cut(int frames) {
        long speechStart = keptFrom + (long) leadFrames * FRAME_SAMPLES;
        long speechEnd = keptFrom + (long) Math.min(frames, keptFrames - quietFrames) * FRAME_SAMPLES;
        short[] pcm = Arrays.copyOf(kept, frames * FRAME_SAMPLES);
        Utterance utterance = new Utterance(keptFrom, pcm, speechStart, speechEnd);
        drop(frames);
        leadFrames = 0;
        return utterance;
    }

    /** The frame in the last third around which 100 ms are quietest. */
    private int quietestPlace() {
        int around = 5;
        int best = keptFrames - around;
        double least = Double.MAX_VALUE;
        for (int at = keptFrames * 2 / 3; at <= keptFrames - around; at++) {
            double sum = 0;
            for (int i = at - around; i < at + around; i++) {
                sum += levels[i];
            }
            if (sum < least) {
                least = sum;
                best = at;
            }
        }
        return best;
    }

    private void keep(double level) {
        if (keptFrames == levels.length) {
            levels = Arrays.copyOf(levels, 2 * keptFrames);
            kept = Arrays.copyOf(kept, 2 * kept.length);
        }
        System.arraycopy(frame, 0, kept, keptFrames * FRAME_SAMPLES, FRAME_SAMPLES);
        levels[keptFrames++] = level;
    }

    private void drop(int frames) {
        keptFrames -= frames;
        keptFrom += (long) frames * FRAME_SAMPLES;
        System.arraycopy(kept, frames * FRAME_SAMPLES, kept, 0, keptFrames * FRAME_SAMPLES);
        System.arraycopy(levels, frames, levels, 0, keptFrames);
    }

    /** Power without its mean, so that an offset of the signal is no sound. */
    private static double decibels(short[] samples) {
        long sum = 0;
        long squares = 0;
        for (short sample : samples) {
            sum += sample;
            squares += sample * sample;
        }
        double mean = sum / (double) samples.length;
        double power = squares / (double) samples.length - mean * mean;
        return 10 * Math.log10(Math.max(power, 0.1) / (32_768.0 * 32_768.0));
    }
}
