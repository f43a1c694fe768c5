package io.voxlog.ingest.pcm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Gives times to samples that carry none, from their arrival. Samples that follow each other are counted, so jitter of
 * the network does not reach them. Where a piece comes late by more than 300 ms, the clock waits up to 500 ms: if what
 * comes catches up, it was only held up and the count holds; if not, time went on without samples, and the count starts
 * again at the arrival of the late piece. Confined to one thread; at most 500 ms of samples wait.
 */
public final class ArrivalClock {
    private static final long LATE_TICKS = 48 * 300;
    private static final long PATIENCE_TICKS = 48 * 500;

    private final PcmFormat format;
    private final SampleClock clock;
    private final Deque<Piece> waiting = new ArrayDeque<>();
    private long waitingSamples;

    /** Samples and the time of the first one. The array belongs to whoever gets it. */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    public record Piece(long ticks, byte[] samples) {}

    public ArrivalClock(PcmFormat format) {
        this.format = format;
        this.clock = new SampleClock(format);
    }

    /**
     * Takes a piece, whole samples only; gives the pieces whose times are known now, in order.
     *
     * @param arrivalTicks when it came, on a clock that never goes back
     */
    public List<Piece> arrived(long arrivalTicks, byte[] samples) {
        waiting.add(new Piece(arrivalTicks, samples));
        waitingSamples += samples.length / format.frameBytes();
        long firstArrival = waiting.getFirst().ticks();
        if (!clock.running()) {
            startAt(firstArrival);
            return placed();
        }
        boolean inTime = arrivalTicks - clock.ticks() - format.ticks(waitingSamples) <= LATE_TICKS;
        if (inTime) {
            return placed();
        }
        if (arrivalTicks - firstArrival >= PATIENCE_TICKS) {
            startAt(firstArrival);
            return placed();
        }
        return List.of();
    }

    /** It is known that time goes on without samples: the next piece starts the count again. Gives what waited. */
    public List<Piece> pause() {
        List<Piece> rest = List.of();
        if (!waiting.isEmpty()) {
            startAt(waiting.getFirst().ticks());
            rest = placed();
        }
        clock.stop();
        return rest;
    }

    private void startAt(long firstArrival) {
        byte[] first = waiting.getFirst().samples();
        long began = firstArrival - format.ticks(first.length / format.frameBytes());
        // Never before what was placed already.
        clock.start(Math.max(began, clock.ticks()));
    }

    private List<Piece> placed() {
        List<Piece> placed = new ArrayList<>(waiting.size());
        for (Piece piece : waiting) {
            placed.add(new Piece(clock.ticks(), piece.samples()));
            clock.add(piece.samples().length / format.frameBytes());
        }
        waiting.clear();
        waitingSamples = 0;
        return placed;
    }
}
