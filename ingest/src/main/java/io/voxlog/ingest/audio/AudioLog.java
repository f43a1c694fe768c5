package io.voxlog.ingest.audio;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** The rooms of livekit.audio, as far as it was read. Confined to one thread. */
public final class AudioLog {
    private final Map<String, RoomAudio> rooms = new HashMap<>();
    private final LongSupplier nanoTime;

    /** Silence is measured on this monotonic clock. */
    public AudioLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    public Optional<RoomAudio> find(String roomSid) {
        return Optional.ofNullable(rooms.get(roomSid));
    }

    /** RoomJoined. */
    public void joined(String roomSid, long offset, String agent) {
        at(roomSid, offset, room -> room.joined(offset, agent));
    }

    /** TrackOpened; the first anchor of a track holds. */
    public void opened(String roomSid, long offset, TrackAudio track) {
        long nanos = nanoTime.getAsLong();
        at(roomSid, offset, room -> room.opened(track, nanos));
    }

    /** OpusPacket or TrackProgress: how far the track is written. */
    public void advanced(String roomSid, long offset, String trackSid, TrackAudio.Progress further) {
        long nanos = nanoTime.getAsLong();
        at(roomSid, offset, room -> room.advanced(trackSid, further, nanos));
    }

    /** TrackClosed. */
    public void ended(String roomSid, long offset, long epoch, String trackSid, long endTicks) {
        long nanos = nanoTime.getAsLong();
        at(roomSid, offset, room -> room.ended(trackSid, epoch, endTicks, nanos));
    }

    /** RoomClosed. It does not move the room's last offset. */
    public void roomClosed(String roomSid, long offset, long epoch) {
        rooms.computeIfAbsent(roomSid, sid -> new RoomAudio(offset)).roomClosed(epoch);
    }

    /** Starts the measuring of silence anew: nothing could be heard for a while. */
    public void heardAll(String roomSid) {
        find(roomSid).ifPresent(room -> room.heardAll(nanoTime.getAsLong()));
    }

    /** Forgets these rooms. */
    public void forget(Predicate<String> roomSids) {
        rooms.keySet().removeIf(roomSids);
    }

    private void at(String roomSid, long offset, Consumer<RoomAudio> change) {
        RoomAudio room = rooms.computeIfAbsent(roomSid, sid -> new RoomAudio(offset));
        room.seen(offset);
        change.accept(room);
    }
}
