package io.voxlog.audio.track;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Where newer epochs take over a track: each epoch's first record that has a position sets its cut, and audio of older
 * epochs at or after a cut is not used. Not thread-safe.
 */
final class EpochCuts {
    private final NavigableMap<Long, Long> cuts = new TreeMap<>();
    /** Nearly every record is of this epoch: neither new nor cut. */
    private long newestEpoch = Long.MIN_VALUE;

    /** Notes a record of an epoch; true if it is the epoch's first on this track. */
    boolean seen(long epoch, long positionTicks) {
        if (epoch == newestEpoch) {
            return false;
        }
        newestEpoch = Math.max(newestEpoch, epoch);
        return cuts.putIfAbsent(epoch, positionTicks) == null;
    }

    /** Whether audio of this epoch at this position was replaced by a newer epoch. */
    boolean drops(long epoch, long positionTicks) {
        return positionTicks >= cutOf(epoch);
    }

    /** From where on audio of this epoch is dropped; {@link Long#MAX_VALUE} = nowhere. */
    long cutOf(long epoch) {
        if (epoch >= newestEpoch) {
            return Long.MAX_VALUE;
        }
        return cuts.tailMap(epoch, false).values().stream()
                .mapToLong(Long::longValue)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Whether a newer epoch than this has been seen. */
    boolean isStale(long epoch) {
        return epoch < newestEpoch;
    }
}
