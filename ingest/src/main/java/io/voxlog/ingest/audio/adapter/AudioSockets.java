package io.voxlog.ingest.audio.adapter;

import io.voxlog.ingest.audio.AudioRefusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The audio connections of this process. Confined to the verticle's context. */
public final class AudioSockets {
    private final Set<AudioSocket> open = new HashSet<>();
    private final Map<String, Set<AudioSocket>> byRoom = new HashMap<>();
    private final Map<String, AudioSocket> byTrack = new HashMap<>();

    /** Whether a connection for this room is open, or still has packets on their way to the log. */
    public boolean serves(String roomSid) {
        return byRoom.containsKey(roomSid);
    }

    /** Whether this track's source is connected here, or still has packets on their way to the log. */
    public boolean serves(String roomSid, String trackSid) {
        return byRoom.getOrDefault(roomSid, Set.of()).stream()
                .anyMatch(socket -> socket.trackSid().equals(trackSid));
    }

    /** Rooms with a connection. */
    public Set<String> rooms() {
        return Set.copyOf(byRoom.keySet());
    }

    /** Ends every connection; sources come back elsewhere. */
    public void closeAll() {
        all().forEach(socket -> socket.refuse(AudioRefusal.RESTARTING, "this process stops"));
    }

    int count() {
        return open.size();
    }

    List<AudioSocket> all() {
        return new ArrayList<>(open);
    }

    void add(AudioSocket socket) {
        open.add(socket);
    }

    /** The connection has named its room. */
    void named(AudioSocket socket) {
        byRoom.computeIfAbsent(socket.roomSid(), sid -> new HashSet<>()).add(socket);
    }

    /** Makes this the connection of its track; gives the one it takes over from. */
    Optional<AudioSocket> claim(AudioSocket socket) {
        return Optional.ofNullable(byTrack.put(key(socket), socket)).filter(former -> former != socket);
    }

    void remove(AudioSocket socket) {
        open.remove(socket);
        byTrack.remove(key(socket), socket);
        byRoom.computeIfPresent(socket.roomSid(), (sid, others) -> {
            others.remove(socket);
            return others.isEmpty() ? null : others;
        });
    }

    private static String key(AudioSocket socket) {
        return socket.roomSid() + "/" + socket.trackSid();
    }
}
