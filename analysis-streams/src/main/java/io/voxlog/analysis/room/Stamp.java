package io.voxlog.analysis.room;

import java.util.Comparator;

/**
 * When something was said of a room: of two statements on the same thing the later one holds. LiveKit's stamps are
 * whole seconds, so the event id decides between equals, which keeps the choice free of the order of arrival.
 *
 * @param millis Unix milliseconds of the sender's clock
 * @param eventId id of the event
 */
public record Stamp(long millis, String eventId) implements Comparable<Stamp> {
    private static final Comparator<Stamp> ORDER =
            Comparator.comparingLong(Stamp::millis).thenComparing(Stamp::eventId);

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }
}
