package io.voxlog.transcript.export;

import org.jspecify.annotations.Nullable;

/**
 * One thing said, as a file shows it.
 *
 * @param startTicks 1/48000 s since t0, not negative
 * @param endTicks not before the start
 * @param speaker name for people; empty where nobody knows
 * @param participant sid of the speaker in the room
 * @param language BCP 47 or the engine's own; empty where unknown
 * @param confidence 0 to 1; null where the engine gives none
 */
public record Cue(
        long startTicks,
        long endTicks,
        String speaker,
        String participant,
        String text,
        String language,
        @Nullable Double confidence) {
    private static final double TICKS_PER_SECOND = 48_000;

    public Cue {
        if (startTicks < 0 || endTicks < startTicks) {
            throw new IllegalArgumentException("need 0 <= start <= end: " + startTicks + ", " + endTicks);
        }
    }

    /** Times in seconds, as tables and JSON hold them; a time before zero is zero. */
    public static Cue ofSeconds(
            double start,
            double end,
            String speaker,
            String participant,
            String text,
            String language,
            @Nullable Double confidence) {
        long startTicks = Math.max(0, Math.round(start * TICKS_PER_SECOND));
        long endTicks = Math.max(startTicks, Math.round(end * TICKS_PER_SECOND));
        return new Cue(startTicks, endTicks, speaker, participant, text, language, confidence);
    }

    double startSeconds() {
        return startTicks / TICKS_PER_SECOND;
    }

    double endSeconds() {
        return endTicks / TICKS_PER_SECOND;
    }

    /** The text on one line. */
    String line() {
        return Lines.flat(text);
    }

    /** The speaker on one line. */
    String name() {
        return Lines.flat(speaker);
    }
}
