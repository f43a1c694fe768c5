package io.voxlog.stt.session;

/**
 * How far a track is transcribed. Positions are ticks of 1/48000 s since t0.
 *
 * @param resumeTicks everything before is final
 * @param lastFinalEndTicks end of the last final's last word; without meaning while {@code finals} is 0
 * @param finals how many finals the track has
 * @param finished the track's end is transcribed too
 */
public record Checkpoint(long resumeTicks, long lastFinalEndTicks, long finals, boolean finished) {
    /** Far before any position, and far from overflow. */
    static final long BEFORE_ALL = Long.MIN_VALUE / 4;

    /** Nothing is transcribed yet. */
    public static final Checkpoint NONE = new Checkpoint(BEFORE_ALL, BEFORE_ALL, 0, false);

    /** Words whose midpoint is not after this are repeats. */
    long cutTicks() {
        return finals == 0 ? BEFORE_ALL : lastFinalEndTicks;
    }

    Checkpoint withResume(long ticks) {
        return new Checkpoint(Math.max(resumeTicks, ticks), lastFinalEndTicks, finals, finished);
    }

    Checkpoint plusFinal(long endTicks) {
        return new Checkpoint(resumeTicks, Math.max(cutTicks(), endTicks), finals + 1, finished);
    }

    Checkpoint finishedAt(long ticks) {
        return new Checkpoint(Math.max(resumeTicks, ticks), lastFinalEndTicks, finals, true);
    }
}
