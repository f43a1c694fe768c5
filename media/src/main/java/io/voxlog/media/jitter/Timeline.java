package io.voxlog.media.jitter;

import io.voxlog.media.MediaTime;

/**
 * Lays ordered packets of one track end to end, in whole samples, each where it says it belongs.
 *
 * <p>Declared positions tremble (a capture clock is estimated), so a packet that starts within a tolerance of the end
 * of the one before is simply joined to it. The tolerance is less than half the packet, and at most 10 ms. Hence an
 * error never grows beyond 10 ms: once drift exceeds the tolerance, silence is put in or the packet's head is cut. And
 * hence a packet was placed before if and only if its middle lies before the end, which is what makes it possible to go
 * on from nothing but the position where a predecessor stopped.
 *
 * <p>Not thread-safe.
 */
public final class Timeline {
    /** Lost packets are concealed up to this length (1 s); what is longer is silence. */
    public static final long MAX_CONCEALED_TICKS = MediaTime.TICKS_PER_SECOND;

    private static final int MAX_TOLERANCE_TICKS = 10 * MediaTime.TICKS_PER_MILLI;

    private final int ticksPerSample;
    private boolean started;
    private long endTicks;
    private int lastDurationTicks;
    private boolean followsAudio;

    /** @param sampleRateHz a rate that divides 48000; every part starts and ends on a sample */
    public Timeline(int sampleRateHz) {
        this.ticksPerSample = MediaTime.ticksPerSample(sampleRateHz);
    }

    /** By how much a packet of this length may start early or late and still be joined to the one before. */
    public static int toleranceTicks(int durationTicks) {
        return Math.max(0, Math.min(MAX_TOLERANCE_TICKS, durationTicks / 2 - 1));
    }

    /** Everything before this position is settled: the next part starts here. */
    public void startAt(long positionTicks) {
        started = true;
        endTicks = positionTicks;
        followsAudio = false;
    }

    public boolean started() {
        return started;
    }

    /** Where the next part will start. */
    public long endTicks() {
        return endTicks;
    }

    /** Whether a packet ends here. Only then can what is lost be concealed: after silence there is nothing to go on. */
    public boolean followsAudio() {
        return followsAudio;
    }

    /**
     * Places a packet.
     *
     * @param lostBefore packets missing before it; time that they cannot account for was silence, and so was all of it
     *     if what precedes them is
     */
    public Placement place(long positionTicks, int durationTicks, long lostBefore) {
        if (!started) {
            startAt(positionTicks);
        }
        long start = endTicks;
        long jump = positionTicks - start;
        int longest = Math.max(lastDurationTicks, durationTicks);
        lastDurationTicks = durationTicks;
        if (jump < -(durationTicks / 2)) {
            followsAudio |= start - positionTicks - durationTicks <= MAX_TOLERANCE_TICKS;
            return new Placement(true, start, 0, 0, durationTicks);
        }
        long lost = followsAudio ? lostBefore : 0;
        followsAudio = true;
        int tolerance = toleranceTicks(durationTicks);
        if (jump > tolerance) {
            long concealed = wholeSamples(concealable(jump, lost, longest));
            long silent = wholeSamples(jump) - concealed;
            endTicks = start + concealed + silent + durationTicks;
            return new Placement(false, start, concealed, silent, 0);
        }
        int skipped = jump < -tolerance ? (int) wholeSamples(-jump) : 0;
        endTicks = start + durationTicks - skipped;
        return new Placement(false, start, 0, 0, skipped);
    }

    /** Moves the end to a position and returns by how much; 0 if it is there already. */
    public long extendTo(long positionTicks) {
        long length = Math.max(0, wholeSamples(positionTicks - endTicks));
        endTicks += length;
        followsAudio &= length == 0;
        return length;
    }

    private static long concealable(long jump, long lostBefore, int longest) {
        long most = Math.min(jump, MAX_CONCEALED_TICKS);
        return lostBefore > most / longest ? most : lostBefore * longest;
    }

    private long wholeSamples(long ticks) {
        return ticks / ticksPerSample * ticksPerSample;
    }
}
