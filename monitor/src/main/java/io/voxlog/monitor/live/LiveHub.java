package io.voxlog.monitor.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings each event to those who listen to its room or to all rooms, and knows how far the log was read for them. */
public final class LiveHub {
    /** In place of a room: all rooms. */
    public static final String ALL = "";

    private final Map<String, Set<Subscriber>> subscribers = new HashMap<>();
    private Position position = new Position(Map.of());

    /** What was read before anybody listened. */
    public void startAt(Position start) {
        position = start;
    }

    /** How far the log has been read. */
    public Position position() {
        return position;
    }

    /** A record was read, whether or not it became an event. */
    public void passed(Place place, long offset) {
        position = position.forward(place, offset + 1);
    }

    /** Tells those who listen. Who leaves or comes meanwhile does not disturb the others. */
    public void publish(LiveEvent event) {
        tell(event.room(), event);
        tell(ALL, event);
    }

    /** From now on. */
    public void add(String room, Subscriber subscriber) {
        subscribers.computeIfAbsent(room, sid -> new LinkedHashSet<>()).add(subscriber);
    }

    /** Whether it is among those who are told. */
    public boolean has(String room, Subscriber subscriber) {
        return subscribers.getOrDefault(room, Set.of()).contains(subscriber);
    }

    /** No more; twice is once. */
    public void remove(String room, Subscriber subscriber) {
        Set<Subscriber> listening = subscribers.get(room);
        if (listening != null && listening.remove(subscriber) && listening.isEmpty()) {
            subscribers.remove(room);
        }
    }

    private void tell(String room, LiveEvent event) {
        List<Subscriber> listening = new ArrayList<>(subscribers.getOrDefault(room, Set.of()));
        listening.forEach(subscriber -> subscriber.deliver(event));
    }
}
