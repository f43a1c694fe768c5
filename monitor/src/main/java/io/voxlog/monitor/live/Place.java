package io.voxlog.monitor.live;

/** A partition of a lane. */
public record Place(Lane lane, int partition) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
        int lanes = lane.compareTo(other.lane);
        return lanes != 0 ? lanes : Integer.compare(partition, other.partition);
    }
}
