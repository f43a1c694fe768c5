package io.voxlog.stt.session;

import io.voxlog.media.MediaTime;
import java.util.ArrayDeque;

/** Which offset of its PCM topic holds which position of a track, four marks to a second, for going back. */
final class ReadMarks {
    private static final long STEP_TICKS = MediaTime.TICKS_PER_SECOND / 4;

    private record Mark(long offset, long ticks) {}

    private final ArrayDeque<Mark> marks = new ArrayDeque<>();

    /** A record at this offset starts at these ticks. Records read again change nothing. */
    void add(long offset, long ticks) {
        Mark last = marks.peekLast();
        if (last == null || (offset > last.offset() && ticks - last.ticks() >= STEP_TICKS)) {
            marks.add(new Mark(offset, ticks));
        }
    }

    /** From this offset on is everything that is at or after these ticks. */
    long offsetOf(long ticks) {
        Mark found = marks.getFirst();
        for (Mark mark : marks) {
            if (mark.ticks() > ticks) {
                break;
            }
            found = mark;
        }
        return found.offset();
    }

    /** Nobody will go back to before these ticks. */
    void forgetBefore(long ticks) {
        while (marks.size() > 1) {
            Mark first = marks.removeFirst();
            if (marks.getFirst().ticks() > ticks) {
                marks.addFirst(first);
                return;
            }
        }
    }
}
