package io.voxlog.stt.session;

import java.util.List;

/**
 * What is to be stored of a track at once, or not at all.
 *
 * @param finals new finals in order; may be empty
 * @param checkpoint how far the track is with these finals; finished where the track's end goes with it
 */
public record TrackCommit(Track track, List<FinalWords> finals, Checkpoint checkpoint) {
    public TrackCommit {
        finals = List.copyOf(finals);
    }
}
