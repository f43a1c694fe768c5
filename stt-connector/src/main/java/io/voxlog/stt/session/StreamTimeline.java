package io.voxlog.stt.session;

import java.util.ArrayList;
import java.util.List;

/**
 * Where each sample of a stream stands in the room: piecewise linear, 3 ticks to a sample, with a new piece wherever
 * the stream leaves out time of the room. A word starts in the piece of its first sample and ends in that of its last,
 * so a word before a jump is not stretched over it. Never depends on a clock.
 */
final class StreamTimeline {
    private record Piece(long sample, long ticks) {}

    private final List<Piece> pieces = new ArrayList<>();

    StreamTimeline(long firstTicks) {
        pieces.add(new Piece(0, firstTicks));
    }

    /** From this sample on the stream stands at these ticks. Samples rise from call to call. */
    void jump(long sample, long ticks) {
        int last = pieces.size() - 1;
        if (pieces.get(last).sample() == sample) {
            pieces.set(last, new Piece(sample, ticks));
        } else {
            pieces.add(new Piece(sample, ticks));
        }
    }

    /** Position of something that starts with this sample. */
    long startTicks(long sample) {
        return at(sample, sample);
    }

    /** Position of something whose last sample is the one before this. */
    long endTicks(long sample) {
        return at(sample, sample - 1);
    }

    /** Nothing that starts or ends before this sample will be asked for. */
    void forgetBefore(long sample) {
        while (pieces.size() > 1 && pieces.get(1).sample() < sample) {
            pieces.remove(0);
        }
    }

    private long at(long sample, long member) {
        int index = pieces.size() - 1;
        while (index > 0 && pieces.get(index).sample() > member) {
            index--;
        }
        Piece piece = pieces.get(index);
        return piece.ticks() + (sample - piece.sample()) * AudioFeed.TICKS_PER_SAMPLE;
    }
}
