package io.voxlog.monitor.live;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a subscriber wants.
 *
 * @param room sid; {@link LiveHub#ALL} for all
 * @param types of events
 * @param after the last event the subscriber got; empty to begin with what comes next
 * @param replay how far back to begin instead, by the time of the records; zero for not at all
 */
public record Subscription(String room, Set<String> types, Optional<Position> after, Duration replay) {
    public Subscription {
        types = Set.copyOf(types);
    }

    /** Whether the log is to be read from a time on; a position says more than a time. */
    public boolean replays() {
        return after.isEmpty() && !replay.isZero();
    }
}
