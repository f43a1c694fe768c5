package io.voxlog.ingest.audio;

import io.voxlog.ingest.pcm.PcmFormat;
import io.voxlog.ingest.pcm.SampleClock;

/**
 * Where one connection that sends raw samples stands: what it may send next, and when that was captured. Samples are
 * counted; a capture time within {@link SampleClock#TOLERANCE_TICKS} of the count is the count. Confined to one thread.
 */
public final class PcmCursor {
    private static final PcmStep REPEATED = new PcmStep.Repeated();
    private static final PcmStep LATE = new PcmStep.Late();

    private final PcmFormat format;
    private final SampleClock clock;
    private final long maxJumpTicks;
    private final boolean silenceByArrival;
    private long nextSequence;
    private long endTicks;
    private boolean resuming;

    /** Stands where the log ends; parameters as of {@link TrackCursor}. */
    public PcmCursor(
            TrackAudio track, PcmFormat format, boolean resuming, long maxJumpTicks, boolean silenceByArrival) {
        this.format = format;
        this.clock = new SampleClock(format);
        this.maxJumpTicks = maxJumpTicks;
        this.silenceByArrival = silenceByArrival;
        this.nextSequence = track.nextSequence();
        this.endTicks = track.endTicks() - track.startTicks();
        this.resuming = resuming;
    }

    /** The sequence the source must send next. */
    public long nextSequence() {
        return nextSequence;
    }

    /** Capture time before which everything was taken. */
    public long endTicks() {
        return endTicks;
    }

    /** Takes a frame of so many samples. */
    public PcmStep frame(long sequence, long captureTicks, int samples) {
        if (sequence < nextSequence) {
            return REPEATED;
        }
        if (sequence > nextSequence) {
            throw new AudioRefusedException(
                    AudioRefusal.SEQUENCE_GAP, "expected sequence " + nextSequence + ", got " + sequence);
        }
        long start = clock.running() ? clock.ticks() : endTicks;
        long offset = captureTicks - start;
        if (!resuming && Math.abs(offset) <= SampleClock.TOLERANCE_TICKS && (clock.running() || offset < 0)) {
            return taken(start, samples, 0);
        }
        if (offset < 0) {
            return behind(captureTicks, samples);
        }
        if (offset > maxJumpTicks && !resuming && !silenceByArrival) {
            throw new AudioRefusedException(
                    AudioRefusal.TIME_JUMP,
                    "capture time jumps from " + endTicks + " to " + captureTicks + " ticks, more than "
                            + maxJumpTicks);
        }
        return taken(captureTicks, samples, 0);
    }

    /** A resumed source sends whole frames, of which the log may hold the first part. */
    private PcmStep behind(long captureTicks, int samples) {
        if (!resuming && !silenceByArrival) {
            throw new AudioRefusedException(
                    AudioRefusal.TIME_WENT_BACK,
                    "capture time " + captureTicks + " lies before " + endTicks + ", where the last frame ended");
        }
        long skip = format.samples(endTicks - captureTicks);
        if (skip >= samples) {
            nextSequence++;
            return resuming ? REPEATED : LATE;
        }
        // The first sample taken starts within a sample of the end: it follows it.
        return taken(endTicks, samples, (int) skip);
    }

    private PcmStep taken(long captureTicks, int samples, int skip) {
        moveTo(captureTicks);
        clock.add(samples - skip);
        nextSequence++;
        endTicks = clock.ticks();
        resuming = false;
        return new PcmStep.Samples(captureTicks, skip);
    }

    /** As the packets are made: a hole that the last packet has room for is filled with silence. */
    private void moveTo(long captureTicks) {
        if (!clock.running() || (captureTicks >= clock.boundary() && captureTicks > clock.ticks())) {
            clock.start(captureTicks);
        } else if (captureTicks - clock.ticks() > SampleClock.TOLERANCE_TICKS) {
            clock.add(clock.samplesTo(captureTicks));
        }
    }

    public PcmStep silence(long toTicks) {
        long to = TrackCursor.checked(toTicks);
        return to <= endTicks ? REPEATED : pause(false, to);
    }

    public PcmStep gap(AudioRequest.Gap gap) {
        long to = TrackCursor.checked(gap.toTicks());
        if (gap.nextSequence() <= nextSequence && to <= endTicks) {
            return REPEATED;
        }
        TrackCursor.requireJoined(gap, nextSequence);
        nextSequence = gap.nextSequence();
        return pause(true, Math.max(endTicks, to));
    }

    private PcmStep pause(boolean lost, long to) {
        boolean bridged = clock.running() && to < clock.boundary();
        if (bridged) {
            clock.add(clock.samplesTo(to));
            endTicks = Math.max(to, clock.ticks());
        } else {
            clock.stop();
            endTicks = to;
        }
        return new PcmStep.Pause(lost, to, nextSequence, bridged);
    }

    /** Capture time of the track's end. */
    public long closedAt(AudioRequest.Close close) {
        return close.endTicks().isEmpty()
                ? endTicks
                : Math.max(endTicks, TrackCursor.checked(close.endTicks().getAsLong()));
    }
}
