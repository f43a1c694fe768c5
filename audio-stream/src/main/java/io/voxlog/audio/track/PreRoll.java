package io.voxlog.audio.track;

import io.voxlog.media.MediaTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * The offsets of the packets that made a track's last 200 ms. A successor reads and decodes them again, without
 * writing, so that its decoder stands where this one's stands. Not thread-safe.
 */
final class PreRoll {
    private static final long LENGTH_TICKS = 200L * MediaTime.TICKS_PER_MILLI;

    private final Deque<Played> played = new ArrayDeque<>();

    private record Played(long offset, long endTicks) {}

    void played(long offset, long endTicks) {
        played.add(new Played(offset, endTicks));
    }

    /** Forgets packets that ended 200 ms before this position. */
    void forgetBefore(long positionTicks) {
        while (!played.isEmpty() && played.peek().endTicks() <= positionTicks - LENGTH_TICKS) {
            played.remove();
        }
    }

    OptionalLong lowestOffset() {
        return played.stream().mapToLong(Played::offset).min();
    }
}
