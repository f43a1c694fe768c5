package io.voxlog.ingest.room;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rooms that are not tombstoned. Confined to one thread. */
public final class RoomDirectory {
    private final Map<String, RoomFacts> rooms = new HashMap<>();

    public Optional<RoomFacts> find(String sid) {
        return Optional.ofNullable(rooms.get(sid));
    }

    public Collection<RoomFacts> all() {
        return List.copyOf(rooms.values());
    }

    public void put(RoomFacts room) {
        rooms.put(room.sid(), room);
    }

    public void remove(String sid) {
        rooms.remove(sid);
    }
}
