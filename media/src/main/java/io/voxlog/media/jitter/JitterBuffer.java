package io.voxlog.media.jitter;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Puts the packets of one track in order and drops repeats. It knows no clock: what it gives depends only on what was
 * put in. A packet that continues the one before (by sequence, or by position) leaves at once; one after a hole waits
 * for what is missing until the newest packet starts {@code depthTicks} later than it, or until {@link #pollBefore}
 * says that nothing more will come. Not thread-safe.
 *
 * @param <T> what travels with a packet
 */
public final class JitterBuffer<T> {
    /** However short packets are or whatever positions they claim, no more than this many wait. */
    private static final int MAX_HELD = 512;

    private final long depthTicks;
    private final NavigableSet<Packet<T>> held =
            new TreeSet<>(Comparator.<Packet<T>>comparingLong(Packet::epoch).thenComparingLong(Packet::sequence));
    private Optional<Packet<T>> last = Optional.empty();
    private long completeTicks = Long.MIN_VALUE;
    private long newestTicks = Long.MIN_VALUE;

    /**
     * A packet to be ordered.
     *
     * @param epoch of its writer; packets of a newer epoch come after those of an older one
     * @param sequence extended (unwrapped) sequence number within the epoch
     * @param positionTicks position of its first sample, ticks of 1/48000 s
     * @param durationTicks its length, more than 0
     * @param payload what travels with it
     */
    public record Packet<T>(long epoch, long sequence, long positionTicks, int durationTicks, T payload) {
        public Packet {
            if (durationTicks <= 0) {
                throw new IllegalArgumentException("a packet has a length, not " + durationTicks);
            }
        }

        public long endTicks() {
            return positionTicks + durationTicks;
        }
    }

    /**
     * A packet whose turn it is.
     *
     * @param packet the packet
     * @param lostBefore how many sequence numbers between the one before and this one never came; 0 over a change of
     *     epoch, as sequences of two epochs cannot be compared
     */
    public record Next<T>(Packet<T> packet, long lostBefore) {}

    public JitterBuffer(long depthTicks) {
        this.depthTicks = depthTicks;
    }

    /** Whatever comes at or before this position need not wait for anything: all before it is known to be there. */
    public void completeUntil(long positionTicks) {
        completeTicks = Math.max(completeTicks, positionTicks);
    }

    /** Takes a packet; false if it is a repeat, or its turn has passed. */
    public boolean add(Packet<T> packet) {
        if (last.isPresent() && held.comparator().compare(packet, last.get()) <= 0) {
            return false;
        }
        newestTicks = Math.max(newestTicks, packet.positionTicks());
        return held.add(packet);
    }

    /** The next packet, or empty if there is none or it must wait for one that is missing. */
    public Optional<Next<T>> poll() {
        if (held.isEmpty()) {
            return Optional.empty();
        }
        Packet<T> head = held.first();
        boolean waitedEnough = newestTicks - head.positionTicks() >= depthTicks || held.size() > MAX_HELD;
        return continues(head) || waitedEnough ? Optional.of(take()) : Optional.empty();
    }

    /** The next packet if it starts before this position, whatever is missing: nothing more will come before it. */
    public Optional<Next<T>> pollBefore(long positionTicks) {
        if (held.isEmpty() || held.first().positionTicks() >= positionTicks) {
            return Optional.empty();
        }
        return Optional.of(take());
    }

    /** Drops packets that wait. */
    public void removeIf(Predicate<Packet<T>> unwanted) {
        held.removeIf(unwanted);
    }

    /** Shows every packet that waits, in order. */
    public void forEach(Consumer<Packet<T>> action) {
        held.forEach(action);
    }

    private boolean continues(Packet<T> head) {
        boolean nextInSequence = last.filter(
                        before -> before.epoch() == head.epoch() && before.sequence() + 1 == head.sequence())
                .isPresent();
        return nextInSequence || head.positionTicks() <= completeTicks + Timeline.toleranceTicks(head.durationTicks());
    }

    private Next<T> take() {
        Packet<T> head = held.pollFirst();
        long lost = last.filter(before -> before.epoch() == head.epoch())
                .map(before -> head.sequence() - before.sequence() - 1)
                .orElse(0L);
        last = Optional.of(head);
        completeUntil(head.endTicks());
        return new Next<>(head, lost);
    }
}
