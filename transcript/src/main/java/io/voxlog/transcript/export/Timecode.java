package io.voxlog.transcript.export;

import java.util.Locale;

/** Positions as subtitle formats write them: {@code hh:mm:ss.mmm}, hours with two digits or more. */
final class Timecode {
    private static final int TICKS_PER_MILLI = 48;
    private static final int HOUR_MILLIS = 3_600_000;

    private Timecode() {}

    /** Both ends of a cue; a cue lasts at least a millisecond, since players show no shorter one. */
    static String range(Cue cue, char fraction) {
        long start = cue.startTicks() / TICKS_PER_MILLI;
        long end = Math.max(start + 1, cue.endTicks() / TICKS_PER_MILLI);
        return of(start, fraction) + " --> " + of(end, fraction);
    }

    /** {@code hh:mm:ss}. */
    static String clock(Cue cue) {
        String whole = of(cue.startTicks() / TICKS_PER_MILLI, '.');
        return whole.substring(0, whole.indexOf('.'));
    }

    private static String of(long millis, char fraction) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d%c%03d",
                millis / HOUR_MILLIS,
                millis / 60_000 % 60,
                millis / 1_000 % 60,
                fraction,
                millis % 1_000);
    }
}
