package io.voxlog.audio.room;

import java.util.HashMap;
import java.util.Map;

/** A room's newest epoch and its tracks. Not thread-safe. */
final class RoomAudio {
    private static final long NO_OFFSET = Long.MAX_VALUE;

    private final Map<String, RoomTrack> tracks = new HashMap<>();
    private long epoch = -1;

    Map<String, RoomTrack> tracks() {
        return tracks;
    }

    void seen(long newEpoch) {
        epoch = Math.max(epoch, newEpoch);
    }

    boolean isStale(long recordEpoch) {
        return recordEpoch < epoch;
    }

    long epoch() {
        return epoch;
    }

    /**
     * The lowest offset that a successor must read again. As long as a track waits for the newest epoch that is the
     * epoch's RoomJoined (whose offset it is): without it the successor would take the older epoch's ends for valid.
     */
    long lowestNeededOffset() {
        long lowest = NO_OFFSET;
        for (RoomTrack track : tracks.values()) {
            lowest = Math.min(lowest, track.lowestNeededOffset().orElse(NO_OFFSET));
            if (epoch >= 0 && track.waitsFor(epoch)) {
                lowest = Math.min(lowest, epoch);
            }
        }
        return lowest;
    }
}
