package io.voxlog.ingest.owner;

import io.voxlog.ingest.audio.TrackAudio;
import java.util.List;

/** What the owner has to do for a room. */
public sealed interface OwnerStep {
    /** Nothing now. */
    record Rest() implements OwnerStep {}

    /** Write RoomJoined: a new epoch begins. */
    record Join() implements OwnerStep {}

    /** Write TrackClosed for tracks whose source will not. */
    record CloseTracks(List<TrackEnd> ends) implements OwnerStep {
        public CloseTracks {
            ends = List.copyOf(ends);
        }
    }

    /** Write RoomClosed. */
    record CloseRoom() implements OwnerStep {}

    /** Delete the room's PCM topics and say so. */
    record DeletePcm() implements OwnerStep {}

    /** A track to close, and why: resume_window_over or room_finished. */
    record TrackEnd(TrackAudio track, String reason) {}
}
