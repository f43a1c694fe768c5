package io.voxlog.media.pcm;

import java.util.Arrays;
import java.util.Set;

/**
 * Changes the rate of one stream of mono samples. Output sample n has the place of input time n / outputHz: the
 * filter's delay is taken off, and as many samples come out as the rates say, however long the stream is and however it
 * is cut. An output sample comes when the input around it is there, so the last ones wait for {@link #finish}. Not
 * thread-safe; allocates nothing after construction and keeps no array of the caller.
 */
public final class Resampler {
    /** The rates it knows, in Hz. */
    public static final Set<Integer> RATES =
            Set.of(8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000);

    private static final int BLOCK = 1_024;

    private final int inputHz;
    private final int outputHz;
    private final Polyphase filter;
    /** Input that is still needed, then a block of new input. */
    private final float[] line;

    private int filled;
    /**
     * Index in the line of the input sample at or before the next output sample, which lies {@code phase / up} behind.
     */
    private int centre;

    private int phase;
    private long taken;
    private long given;

    /** Both rates are of {@link #RATES}; equal ones copy. */
    public Resampler(int inputHz, int outputHz) {
        if (!RATES.contains(inputHz) || !RATES.contains(outputHz)) {
            throw new IllegalArgumentException("cannot go from " + inputHz + " to " + outputHz + " Hz");
        }
        this.inputHz = inputHz;
        this.outputHz = outputHz;
        this.filter = Polyphase.between(inputHz, outputHz);
        this.line = new float[2 * filter.half() + filter.down() / filter.up() + 1 + BLOCK];
        start();
    }

    /** Room that the output of so many input samples needs at most, {@link #finish} included. */
    public int maxOutput(int inputSamples) {
        return (int) (((long) inputSamples + 2L * filter.half()) * outputHz / inputHz) + 2;
    }

    /**
     * Takes {@code count} samples from {@code from} on, writes what can be told by now to {@code output} from
     * {@code at} on, and returns how many samples that are.
     */
    public int process(short[] input, int from, int count, short[] output, int at) {
        taken += count;
        if (inputHz == outputHz) {
            System.arraycopy(input, from, output, at, count);
            return count;
        }
        int written = 0;
        for (int done = 0; done < count; ) {
            int now = Math.min(count - done, BLOCK);
            for (int i = 0; i < now; i++) {
                line[filled + i] = input[from + done + i];
            }
            filled += now;
            done += now;
            written += produce(output, at + written, Long.MAX_VALUE);
        }
        return written;
    }

    /**
     * The stream has ended: writes the samples that waited for more input, as if silence followed, and starts anew.
     * Output samples are then input samples by the ratio of the rates, rounded up.
     */
    public int finish(short[] output, int at) {
        int written = 0;
        if (inputHz != outputHz) {
            long whole = (taken * filter.up() + filter.down() - 1) / filter.down();
            while (given < whole) {
                Arrays.fill(line, filled, filled + BLOCK, 0);
                filled += BLOCK;
                written += produce(output, at + written, whole);
            }
        }
        start();
        return written;
    }

    private void start() {
        Arrays.fill(line, 0, filter.half(), 0);
        filled = filter.half() - 1;
        centre = filled;
        phase = 0;
        taken = 0;
        given = 0;
    }

    private int produce(short[] output, int at, long until) {
        int up = filter.up();
        int whole = filter.down() / up;
        int rest = filter.down() % up;
        int written = 0;
        while (centre + filter.half() < filled && given < until) {
            output[at + written++] = filter.sample(line, centre, phase);
            given++;
            centre += whole;
            phase += rest;
            if (phase >= up) {
                phase -= up;
                centre++;
            }
        }
        int past = Math.min(filled, centre - filter.half() + 1);
        System.arraycopy(line, past, line, 0, filled - past);
        filled -= past;
        centre -= past;
        return written;
    }
}
