package io.voxlog.ingest.audio;

/**
 * Where one connection of a track stands: what it may send next, and where that goes on the room's timebase. Position =
 * anchor + capture time. Confined to one thread.
 */
public final class TrackCursor {
    private static final AudioStep REPEATED = new AudioStep.Repeated();
    private static final AudioStep LATE = new AudioStep.Late();

    private final long startTicks;
    private final long maxJumpTicks;
    private final boolean silenceByArrival;
    private final boolean mayJump;
    private long nextSequence;
    private long endTicks;
    /** The next packet is the first after an outage, over which capture time may have gone on. */
    private boolean resuming;

    /**
     * Stands where the log ends. A track that is encoded at the edge counts packets here; where its source stands is
     * the business of a {@link PcmCursor}.
     *
     * @param resuming an earlier connection opened the track
     * @param maxJumpTicks how far capture time may jump without a word
     * @param silenceByArrival the source is live: it falls silent without a word, and what it says is never refused for
     *     its time. It may stand still for the log while Kafka is away, and go on far ahead. The same holds for packets
     *     encoded here, of which the encoders may have had to leave some out
     */
    public TrackCursor(TrackAudio track, boolean resuming, long maxJumpTicks, boolean silenceByArrival) {
        this.startTicks = track.startTicks();
        this.nextSequence = track.input() == TrackInput.OPUS ? track.nextSequence() : track.nextPacket();
        this.endTicks = track.endTicks();
        this.resuming = resuming;
        this.maxJumpTicks = maxJumpTicks;
        this.silenceByArrival = silenceByArrival;
        this.mayJump = silenceByArrival || track.input() != TrackInput.OPUS;
    }

    /** The sequence the source must send next. */
    public long nextSequence() {
        return nextSequence;
    }

    /** Position before which everything is written. */
    public long endTicks() {
        return endTicks;
    }

    /** As {@link #endTicks}, in capture time. */
    public long endCaptureTicks() {
        return endTicks - startTicks;
    }

    public AudioStep packet(long sequence, long captureTicks, int durationTicks) {
        if (sequence < nextSequence) {
            return REPEATED;
        }
        if (sequence > nextSequence) {
            throw new AudioRefusedException(
                    AudioRefusal.SEQUENCE_GAP, "expected sequence " + nextSequence + ", got " + sequence);
        }
        long position = startTicks + captureTicks;
        if (position < endTicks) {
            return behind(captureTicks);
        }
        boolean jumps = position - endTicks > maxJumpTicks;
        if (jumps && !resuming && !mayJump) {
            throw new AudioRefusedException(
                    AudioRefusal.TIME_JUMP,
                    "capture time jumps from " + endCaptureTicks() + " to " + captureTicks + " ticks, more than "
                            + maxJumpTicks);
        }
        long lostFrom = jumps ? endTicks : -1;
        resuming = false;
        nextSequence = sequence + 1;
        endTicks = position + durationTicks;
        return new AudioStep.Packet(position, lostFrom);
    }

    private AudioStep behind(long captureTicks) {
        if (!silenceByArrival) {
            throw new AudioRefusedException(
                    AudioRefusal.TIME_WENT_BACK,
                    "capture time " + captureTicks + " lies before " + endCaptureTicks()
                            + ", where the last one ended");
        }
        nextSequence++;
        return LATE;
    }

    public AudioStep silence(long toCaptureTicks) {
        long to = startTicks + checked(toCaptureTicks);
        return to <= endTicks ? REPEATED : progress(false, to);
    }

    public AudioStep gap(AudioRequest.Gap gap) {
        if (gap.nextSequence() <= nextSequence && startTicks + checked(gap.toTicks()) <= endTicks) {
            return REPEATED;
        }
        requireJoined(gap, nextSequence);
        nextSequence = gap.nextSequence();
        return progress(true, Math.max(endTicks, startTicks + checked(gap.toTicks())));
    }

    /** A live source was silent, or its audio was lost, until here by the clock of its arrivals. */
    public AudioStep absentUntil(boolean lost, long position) {
        return position <= endTicks ? REPEATED : progress(lost, position);
    }

    /** Nothing new, but the source is there. */
    public AudioStep.Progress standing() {
        return new AudioStep.Progress(false, endTicks, endTicks, nextSequence);
    }

    /** Position of the track's end. */
    public long closedAt(AudioRequest.Close close) {
        return close.endTicks().isEmpty()
                ? endTicks
                : Math.max(endTicks, startTicks + checked(close.endTicks().getAsLong()));
    }

    private AudioStep progress(boolean lost, long to) {
        AudioStep step = new AudioStep.Progress(lost, endTicks, to, nextSequence);
        endTicks = to;
        return step;
    }

    static void requireJoined(AudioRequest.Gap gap, long nextSequence) {
        if (gap.fromSequence() > nextSequence || gap.nextSequence() < nextSequence) {
            throw new AudioRefusedException(
                    AudioRefusal.SEQUENCE_GAP,
                    "a gap from " + gap.fromSequence() + " to before " + gap.nextSequence() + " does not join sequence "
                            + nextSequence);
        }
    }

    static long checked(long captureTicks) {
        if (captureTicks < 0 || captureTicks > AudioFrame.MAX_CAPTURE_TICKS) {
            throw new AudioRefusedException(AudioRefusal.BAD_MESSAGE, "capture time " + captureTicks + " out of range");
        }
        return captureTicks;
    }
}
