package io.voxlog.analysis.room;

import java.util.List;

/**
 * One record that ends a room's audio.
 *
 * @param epoch of its writer
 * @param offset of the record in livekit.audio
 * @param tracks every track that has audio
 * @param firstOffset of the room's first record in livekit.audio
 * @param lastOffset of the room's last record before this one
 */
public record Closing(long epoch, long offset, List<TrackKey> tracks, long firstOffset, long lastOffset) {
    public Closing {
        tracks = List.copyOf(tracks);
    }

    /** Sids of the tracks. */
    public List<String> trackSids() {
        return tracks.stream().map(TrackKey::trackSid).distinct().toList();
    }
}
