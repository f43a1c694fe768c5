package io.voxlog.audio.room;

import io.voxlog.audio.track.AudioPacket;
import io.voxlog.audio.track.PacketDecoder;
import io.voxlog.audio.track.Progress;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Turns the records of one partition of livekit.audio, taken in order, into frames of PCM. Which frames come depends on
 * these records and on what {@link PcmStore} holds already, on nothing else. Not thread-safe.
 */
public final class PartitionAudio {
    private static final int REMEMBERED_CLOSED_ROOMS = 1_000;

    private final PcmStore store;
    private final Supplier<PacketDecoder> decoders;
    private final long jitterTicks;
    private final Map<String, RoomAudio> rooms = new HashMap<>();
    private final Set<String> closedRooms = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED_CLOSED_ROOMS;
        }
    });

    /**
     * @param decoders makes one decoder per track
     * @param jitterTicks how long, in media time, a missing packet is waited for
     */
    public PartitionAudio(PcmStore store, Supplier<PacketDecoder> decoders, long jitterTicks) {
        this.store = store;
        this.decoders = decoders;
        this.jitterTicks = jitterTicks;
    }

    /** A new writer starts; the record's offset is its epoch. */
    public void roomJoined(Source source) {
        closedRooms.remove(source.roomSid());
        room(source).seen(source.offset());
    }

    public void trackOpened(Source source, TrackRef ref, String identity, long epoch, long startTicks) {
        if (closedRooms.contains(source.roomSid())) {
            return;
        }
        room(source).seen(epoch);
        RoomTrack track = track(source, ref);
        track.identify(identity);
        track.with(pipeline -> pipeline.opened(startTicks, source.offset()));
    }

    /** Takes a packet; true if it is the first of its track that could not be decoded. */
    public boolean packet(Source source, TrackRef ref, AudioPacket packet) {
        if (closedRooms.contains(source.roomSid())) {
            return false;
        }
        room(source).seen(packet.epoch());
        return track(source, ref).packet(packet);
    }

    public void progress(Source source, TrackRef ref, Progress progress) {
        if (closedRooms.contains(source.roomSid())) {
            return;
        }
        room(source).seen(progress.epoch());
        track(source, ref).with(pipeline -> pipeline.progress(progress));
    }

    /** The track has ended; ignored if the writer's epoch is over. */
    public void trackClosed(Source source, TrackRef ref, String identity, long epoch, long endTicks) {
        if (closedRooms.contains(source.roomSid()) || room(source).isStale(epoch)) {
            return;
        }
        room(source).seen(epoch);
        RoomTrack track = track(source, ref);
        track.identify(identity);
        track.with(pipeline -> pipeline.close(epoch, endTicks, source.offset()));
    }

    /** No more audio will come for the room; ignored if the writer's epoch is over. */
    public void roomClosed(Source source, long epoch) {
        RoomAudio room = room(source);
        if (room.isStale(epoch)) {
            return;
        }
        room.tracks()
                .values()
                .forEach(track -> track.with(pipeline -> {
                    if (!pipeline.ended()) {
                        pipeline.closeAtEnd(epoch, source.offset());
                    }
                }));
        rooms.remove(source.roomSid());
        store.roomClosed(source);
        closedRooms.add(source.roomSid());
    }

    /** The lowest offset that a successor must read; {@code next} if it needs nothing of what was read. */
    public long lowestNeededOffset(long next) {
        long lowest = next;
        for (RoomAudio room : rooms.values()) {
            lowest = Math.min(lowest, room.lowestNeededOffset());
        }
        return lowest;
    }

    private RoomAudio room(Source source) {
        return rooms.computeIfAbsent(source.roomSid(), sid -> new RoomAudio());
    }

    private RoomTrack track(Source source, TrackRef ref) {
        Map<String, RoomTrack> tracks = room(source).tracks();
        RoomTrack known = tracks.get(ref.trackSid());
        if (known != null) {
            return known;
        }
        RoomTrack track = new RoomTrack(ref, store.open(ref, source), store, decoders.get(), jitterTicks);
        tracks.put(ref.trackSid(), track);
        return track;
    }
}
