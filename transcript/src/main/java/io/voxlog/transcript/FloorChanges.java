package io.voxlog.transcript;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Tells whether a speaker left the floor in a pause. That is so if the pause lasts at least the yield pause and holds
 * the midpoint of a phrase of another speaker. A phrase has one midpoint, so one interjection cuts a speaker at most
 * once, at a pause the speaker made; words spoken over the speaker cut nothing.
 */
final class FloorChanges {
    private final long[] midpoints;
    private final long yieldPauseTicks;

    private FloorChanges(long[] midpoints, long yieldPauseTicks) {
        this.midpoints = midpoints;
        this.yieldPauseTicks = yieldPauseTicks;
    }

    /** Nobody else speaks. */
    static FloorChanges none() {
        return new FloorChanges(new long[0], Long.MAX_VALUE);
    }

    static FloorChanges by(Collection<List<Phrase>> others, long yieldPauseTicks) {
        long[] midpoints = others.stream()
                .flatMap(List::stream)
                .mapToLong(Phrase::midpoint)
                .sorted()
                .toArray();
        return new FloorChanges(midpoints, yieldPauseTicks);
    }

    /** Whether another speaker takes the floor between the end of one word and the start of the next. */
    boolean within(long endTicks, long nextStartTicks) {
        if (nextStartTicks - endTicks < yieldPauseTicks) {
            return false;
        }
        int found = Arrays.binarySearch(midpoints, endTicks);
        int firstAtOrAfter = found >= 0 ? found : -found - 1;
        return firstAtOrAfter < midpoints.length && midpoints[firstAtOrAfter] <= nextStartTicks;
    }
}
