package io.voxlog.audio.track;

import io.voxlog.media.MediaTime;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The offsets of the packets that made a track's last 200 ms. A successor reads and decodes them again, without
 * writing, so that its decoder stands where this one's stands. Not thread-safe. A ring of numbers, as it changes with
 * every packet: it allocates only when it must hold more packets than ever before.
 */
final class PreRoll {
    private static final long LENGTH_TICKS = 200L * MediaTime.TICKS_PER_MILLI;

    /** A power of two; 200 ms of the usual packets are 10. */
    private long[] offsets = new long[16];

    private long[] ends = new long[16];
    private int first;
    private int count;

    void played(long offset, long endTicks) {
        if (count == offsets.length) {
            offsets = doubled(offsets);
            ends = doubled(ends);
            first = 0;
        }
        int at = index(count++);
        offsets[at] = offset;
        ends[at] = endTicks;
    }

    /** Forgets packets that ended 200 ms before this position. */
    void forgetBefore(long positionTicks) {
        while (count > 0 && ends[first] <= positionTicks - LENGTH_TICKS) {
            first = index(1);
            count--;
        }
    }

    OptionalLong lowestOffset() {
        if (count == 0) {
            return OptionalLong.empty();
        }
        long lowest = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            lowest = Math.min(lowest, offsets[index(i)]);
        }
        return OptionalLong.of(lowest);
    }

    private int index(int number) {
        return (first + number) & (offsets.length - 1);
    }

    /** The same numbers from index 0 on, in an array of twice the length. */
    private long[] doubled(long[] ring) {
        long[] longer = Arrays.copyOfRange(ring, first, first + 2 * ring.length);
        System.arraycopy(ring, 0, longer, ring.length - first, first);
        return longer;
    }
}
