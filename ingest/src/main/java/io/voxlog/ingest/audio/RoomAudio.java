package io.voxlog.ingest.audio;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What livekit.audio says of one room, folded from its records in order. An end written under an older epoch after the
 * newer RoomJoined does not count. Confined to one thread.
 */
public final class RoomAudio {
    /** No RoomJoined was seen yet. */
    public static final long NO_EPOCH = -1;

    private final Map<String, TrackAudio> tracks = new LinkedHashMap<>();
    private final long firstOffset;
    private long lastOffset;
    private long epoch = NO_EPOCH;
    private String agent = "";
    private boolean closed;

    RoomAudio(long firstOffset) {
        this.firstOffset = firstOffset;
        this.lastOffset = firstOffset;
    }

    /** Offset of the newest RoomJoined, or {@link #NO_EPOCH}. */
    public long epoch() {
        return epoch;
    }

    /** Who wrote the newest RoomJoined. */
    public String agent() {
        return agent;
    }

    /** Whether a RoomClosed that counts was seen. */
    public boolean closed() {
        return closed;
    }

    /** Offset of the first record seen. */
    public long firstOffset() {
        return firstOffset;
    }

    /** Offset of the last record seen. */
    public long lastOffset() {
        return lastOffset;
    }

    public Optional<TrackAudio> track(String trackSid) {
        return Optional.ofNullable(tracks.get(trackSid));
    }

    /** In the order in which they were opened. */
    public Collection<TrackAudio> tracks() {
        return List.copyOf(tracks.values());
    }

    void seen(long offset) {
        lastOffset = Math.max(lastOffset, offset);
    }

    void joined(long offset, String newAgent) {
        if (offset > epoch) {
            epoch = offset;
            agent = newAgent;
        }
    }

    void opened(TrackAudio track, long nanos) {
        TrackAudio known = tracks.get(track.trackSid());
        tracks.put(track.trackSid(), known == null ? track.heard(nanos) : known.reopened(track.epoch(), nanos));
    }

    void advanced(String trackSid, TrackAudio.Progress further, long nanos) {
        tracks.computeIfPresent(trackSid, (sid, track) -> track.advanced(further, nanos));
    }

    void ended(String trackSid, long endEpoch, long at, long nanos) {
        if (endEpoch >= epoch) {
            tracks.computeIfPresent(trackSid, (sid, track) -> track.ended(at, nanos));
        }
    }

    void roomClosed(long endEpoch) {
        closed |= endEpoch >= epoch;
    }

    void heardAll(long nanos) {
        tracks.replaceAll((sid, track) -> track.heard(nanos));
    }
}
