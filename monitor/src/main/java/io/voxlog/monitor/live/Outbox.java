package io.voxlog.monitor.live;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one subscriber: a bounded queue. A newer interim of a track takes the place of the older
 * one, so that those never fill it.
 */
public final class Outbox {
    private final int capacity;
    private final Map<Object, LiveEvent> waiting = new LinkedHashMap<>();

    public Outbox(int capacity) {
        this.capacity = capacity;
    }

    /** Appends an event; false if there is no room for it, which ends the subscription. */
    public boolean offer(LiveEvent event) {
        Object key = event.replaces() == null ? new Object() : event.replaces();
        waiting.remove(key);
        if (waiting.size() >= capacity) {
            return false;
        }
        waiting.put(key, event);
        return true;
    }

    /** Takes the oldest; null if there is none. */
    public @Nullable LiveEvent poll() {
        Iterator<LiveEvent> oldest = waiting.values().iterator();
        if (!oldest.hasNext()) {
            return null;
        }
        LiveEvent event = oldest.next();
        oldest.remove();
        return event;
    }

    public void clear() {
        waiting.clear();
    }

    public int size() {
        return waiting.size();
    }
}
