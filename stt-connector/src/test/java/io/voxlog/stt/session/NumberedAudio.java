package io.voxlog.stt.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A track whose words are numbers: every sample of word n has the value n, silence is 0. Made of 20 ms records as the
 * PCM topic holds them, now and then with a long gap, and an end.
 */
final class NumberedAudio {
    static final int RECORD_SAMPLES = 320;
    private static final int SAMPLE_TICKS = 3;

    /** Word n and where it is in the room. */
    record Spoken(int number, long startTicks, long endTicks) {}

    private final List<PcmRecord> records = new ArrayList<>();
    private final List<Spoken> truth = new ArrayList<>();
    private short[] pending = new short[RECORD_SAMPLES];
    private int filled;
    private long ticks;

    /** @param startTicks position of the first sample */
    NumberedAudio(long startTicks) {
        ticks = startTicks;
    }

    /** Words of 60 to 700 ms, often with no silence between, and some gaps of 10 s and more. */
    static NumberedAudio random(Random random, int words) {
        NumberedAudio audio = new NumberedAudio(random.nextInt(1_000_000)).silence(1 + random.nextInt(20_000));
        for (int i = 0; i < words; i++) {
            if (random.nextInt(3) > 0) {
                audio.silence(random.nextInt(random.nextInt(10) == 0 ? 100_000 : 6_000));
            }
            audio.word(1_000 + random.nextInt(10_000));
            if (random.nextInt(15) == 0) {
                audio.gap(480_000 + random.nextInt(5_000_000));
            }
        }
        return audio.silence(random.nextInt(40_000)).end();
    }

    NumberedAudio word(int samples) {
        int number = truth.size() + 1;
        truth.add(new Spoken(number, here(), here() + (long) samples * SAMPLE_TICKS));
        add((short) number, samples);
        return this;
    }

    NumberedAudio silence(int samples) {
        add((short) 0, samples);
        return this;
    }

    NumberedAudio gap(long lengthTicks) {
        flush();
        records.add(PcmRecord.gap(records.size(), ticks, ticks + lengthTicks));
        ticks += lengthTicks;
        return this;
    }

    NumberedAudio end() {
        flush();
        records.add(PcmRecord.end(records.size(), ticks));
        return this;
    }

    /** By offset. */
    List<PcmRecord> records() {
        return records;
    }

    List<Spoken> truth() {
        return truth;
    }

    private long here() {
        return ticks + (long) filled * SAMPLE_TICKS;
    }

    private void add(short value, int samples) {
        for (int i = 0; i < samples; i++) {
            pending[filled++] = value;
            if (filled == RECORD_SAMPLES) {
                flush();
            }
        }
    }

    private void flush() {
        if (filled == 0) {
            return;
        }
        byte[] pcm = new byte[2 * filled];
        for (int i = 0; i < filled; i++) {
            pcm[2 * i] = (byte) pending[i];
            pcm[2 * i + 1] = (byte) (pending[i] >> 8);
        }
        PcmRecord record = PcmRecord.audio(records.size(), ticks, pcm);
        records.add(record);
        ticks = record.endTicks();
        pending = new short[RECORD_SAMPLES];
        filled = 0;
    }
}
