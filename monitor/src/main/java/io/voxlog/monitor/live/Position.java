package io.voxlog.monitor.live;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far a subscriber has come: the offset of the next record per partition of each lane. Its text, such as
 * {@code f3-120.r3-7.a3-0}, is the id of events; a place that is not named is one the subscriber does not follow.
 */
public record Position(Map<Place, Long> next) {
    /** Longer than that of three lanes with a hundred partitions each. */
    public static final int MAX_LENGTH = 8_192;

    public Position {
        next = Map.copyOf(next);
    }

    /**
     * Reads the id of an event.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Position parse(String id) {
        if (id.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("too long for a position");
        }
        Map<Place, Long> next = new TreeMap<>();
        for (String part : id.split("\\.", -1)) {
            int dash = part.indexOf('-');
            if (dash < 2) {
                throw new IllegalArgumentException("not a position");
            }
            Place place = new Place(
                    Lane.of(part.charAt(0)), number(part.substring(1, dash)).intValue());
            if (next.put(place, number(part.substring(dash + 1))) != null) {
                throw new IllegalArgumentException("a place is named twice");
            }
        }
        return new Position(next);
    }

    /** Offset of the next record at a place; 0 where none is named. */
    public long at(Place place) {
        return next.getOrDefault(place, 0L);
    }

    /** Only the places of one partition. */
    public Position in(int partition) {
        return new Position(next.entrySet().stream()
                .filter(each -> each.getKey().partition() == partition)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Whether every record before the other position has been passed, at the places of this one. */
    public boolean reaches(Position other) {
        return next.entrySet().stream().allMatch(each -> each.getValue() >= other.at(each.getKey()));
    }

    /** This position with some places further on; never back. */
    public Position forward(Place place, long offset) {
        if (at(place) >= offset) {
            return this;
        }
        Map<Place, Long> moved = new TreeMap<>(next);
        moved.put(place, offset);
        return new Position(moved);
    }

    /** The id. */
    @Override
    public String toString() {
        return new TreeMap<>(next)
                .entrySet().stream()
                        .map(each -> "" + each.getKey().lane().letter()
                                + each.getKey().partition() + "-" + each.getValue())
                        .collect(Collectors.joining("."));
    }

    private static Long number(String digits) {
        if (!digits.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("not a number");
        }
        return Long.valueOf(digits);
    }
}
