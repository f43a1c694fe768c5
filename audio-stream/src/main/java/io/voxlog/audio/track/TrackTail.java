package io.voxlog.audio.track;

/**
 * Where a track's PCM stops at present.
 *
 * @param written whether there is any; if not, the rest means nothing
 * @param endTicks end of the last record, ticks of 1/48000 s since t0
 * @param epoch of the last record
 * @param ended whether the last record is the end marker
 * @param identity of the participant, from the last record
 */
public record TrackTail(boolean written, long endTicks, long epoch, boolean ended, String identity) {
    /** Nothing was written of this track yet. */
    public static final TrackTail NONE = new TrackTail(false, 0, -1, false, "");
}
