package io.voxlog.ingest.audio;

/**
 * What livekit.audio holds of one track. Positions are ticks of 1/48000 s since the room's t0.
 *
 * @param input how its audio comes
 * @param startTicks the track's anchor: position of its capture time zero
 * @param progress how far it is written
 * @param epoch of the newest TrackOpened
 * @param closed the track has ended, by an end that counts
 * @param heardAtNanos when a record of it was last read here, on the reader's monotonic clock
 */
public record TrackAudio(
        String trackSid,
        String participantSid,
        String participantIdentity,
        TrackInput input,
        long startTicks,
        Progress progress,
        long epoch,
        boolean closed,
        long heardAtNanos) {

    /**
     * How far a track is written.
     *
     * @param nextSequence the sequence the source must go on with
     * @param nextPacket the sequence of the next packet on the log; the same, unless packets are encoded at the edge
     * @param endTicks everything before it is written
     */
    public record Progress(long nextSequence, long nextPacket, long endTicks) {
        /** What two records of the track say together. */
        Progress and(Progress other) {
            return new Progress(
                    Math.max(nextSequence, other.nextSequence),
                    Math.max(nextPacket, other.nextPacket),
                    Math.max(endTicks, other.endTicks));
        }
    }

    /** A track without audio yet. */
    public static TrackAudio opened(
            String trackSid, String participantSid, String identity, TrackInput input, long startTicks, long epoch) {
        return new TrackAudio(
                trackSid, participantSid, identity, input, startTicks, new Progress(0, 0, startTicks), epoch, false, 0);
    }

    public long nextSequence() {
        return progress.nextSequence();
    }

    public long nextPacket() {
        return progress.nextPacket();
    }

    public long endTicks() {
        return progress.endTicks();
    }

    TrackAudio reopened(long newEpoch, long nanos) {
        return with(progress, Math.max(epoch, newEpoch), closed, nanos);
    }

    TrackAudio advanced(Progress further, long nanos) {
        return with(progress.and(further), epoch, closed, nanos);
    }

    TrackAudio ended(long at, long nanos) {
        return with(progress.and(new Progress(0, 0, at)), epoch, true, nanos);
    }

    TrackAudio heard(long nanos) {
        return with(progress, epoch, closed, nanos);
    }

    private TrackAudio with(Progress newProgress, long newEpoch, boolean nowClosed, long nanos) {
        return new TrackAudio(
                trackSid,
                participantSid,
                participantIdentity,
                input,
                startTicks,
                newProgress,
                newEpoch,
                nowClosed,
                nanos);
    }
}
