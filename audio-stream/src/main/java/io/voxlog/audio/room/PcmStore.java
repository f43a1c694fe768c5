package io.voxlog.audio.room;

import io.voxlog.audio.track.PcmFrame;
import io.voxlog.audio.track.TrackTail;
import java.util.Optional;

/** The PCM as it is written. May block; failures are unchecked and end the caller's work on the partition. */
public interface PcmStore {
    /**
     * Makes sure that the track's topic exists and finds out where the track's PCM stops. Empty if the room's PCM was
     * deleted after this record was written: nothing of it is to be written again.
     */
    Optional<TrackTail> open(TrackRef track, Source source);

    /**
     * Takes a frame, to be written after those taken before. Its samples are copied before the call returns.
     *
     * @param identity of the participant
     */
    void write(TrackRef track, String identity, PcmFrame frame);

    /** No track of the room will be written to after this record, whether it was ended or not. */
    void roomClosed(Source source);
}
