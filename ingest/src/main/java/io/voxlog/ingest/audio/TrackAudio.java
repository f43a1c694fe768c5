package io.voxlog.ingest.audio;

/**
 * What livekit.audio holds of one track. Positions are ticks of 1/48000 s since the room's t0.
 *
 * @param startTicks the track's anchor: position of its capture time zero
 * @param nextSequence the sequence the source must go on with
 * @param endTicks everything before it is written
 * @param epoch of the newest TrackOpened
 * @param closed the track has ended, by an end that counts
 * @param heardAtNanos when a record of it was last read here, on the reader's monotonic clock
 */
public record TrackAudio(
        String trackSid,
        String participantSid,
        String participantIdentity,
        long startTicks,
        long nextSequence,
        long endTicks,
        long epoch,
        boolean closed,
        long heardAtNanos) {

    /** A track without audio yet. */
    public static TrackAudio opened(
            String trackSid, String participantSid, String identity, long startTicks, long epoch, long nanos) {
        return new TrackAudio(trackSid, participantSid, identity, startTicks, 0, startTicks, epoch, false, nanos);
    }

    TrackAudio reopened(long newEpoch, long nanos) {
        return new TrackAudio(
                trackSid,
                participantSid,
                participantIdentity,
                startTicks,
                nextSequence,
                endTicks,
                Math.max(epoch, newEpoch),
                closed,
                nanos);
    }

    TrackAudio advanced(long sequenceAfter, long writtenTo, long nanos) {
        return new TrackAudio(
                trackSid,
                participantSid,
                participantIdentity,
                startTicks,
                Math.max(nextSequence, sequenceAfter),
                Math.max(endTicks, writtenTo),
                epoch,
                closed,
                nanos);
    }

    TrackAudio ended(long at, long nanos) {
        return new TrackAudio(
                trackSid,
                participantSid,
                participantIdentity,
                startTicks,
                nextSequence,
                Math.max(endTicks, at),
                epoch,
                true,
                nanos);
    }

    TrackAudio heard(long nanos) {
        return new TrackAudio(
                trackSid,
                participantSid,
                participantIdentity,
                startTicks,
                nextSequence,
                endTicks,
                epoch,
                closed,
                nanos);
    }
}
