package io.voxlog.media.jitter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts the packets of one track in order and drops repeats. It knows no clock: what it gives depends only on what was
 * put in. A packet that continues the one before (by sequence, or by position) leaves at once; one after a hole waits
 * for what is missing until the newest packet starts {@code depthTicks} later than it, or until {@link #pollBefore}
 * says that nothing more will come. Not thread-safe. Allocates nothing once it has held as many packets as it ever
 * will.
 *
 * @param <P> the packets
 */
public final class JitterBuffer<P extends JitterBuffer.Packet> {
    /** However short packets are or whatever positions they claim, no more than this many wait. */
    private static final int MAX_HELD = 512;

    private final long depthTicks;
    /** Ordered; few wait at a time, and new ones nearly always belong at the end. */
    private final List<P> held = new ArrayList<>();

    private boolean started;
    private long lastEpoch;
    private long lastSequence;
    private long lostBefore;
    private long completeTicks = Long.MIN_VALUE;
    private long newestTicks = Long.MIN_VALUE;

    /** A packet to be ordered. Its answers never change. */
    public interface Packet {
        /** Of its writer; packets of a newer epoch come after those of an older one. */
        long epoch();

        /** Extended (unwrapped) sequence number within the epoch. */
        long sequence();

        /** Position of its first sample, ticks of 1/48000 s. */
        long positionTicks();

        /** Its length, more than 0. */
        int durationTicks();
    }

    public JitterBuffer(long depthTicks) {
        this.depthTicks = depthTicks;
    }

    /** Whatever comes at or before this position need not wait for anything: all before it is known to be there. */
    public void completeUntil(long positionTicks) {
        completeTicks = Math.max(completeTicks, positionTicks);
    }

    /** Takes a packet; false if it is a repeat, or its turn has passed. */
    public boolean add(P packet) {
        if (packet.durationTicks() <= 0) {
            throw new IllegalArgumentException("a packet has a length, not " + packet.durationTicks());
        }
        if (started && compare(packet, lastEpoch, lastSequence) <= 0) {
            return false;
        }
        newestTicks = Math.max(newestTicks, packet.positionTicks());
        int at = held.size();
        while (at > 0) {
            P before = held.get(at - 1);
            int order = compare(packet, before.epoch(), before.sequence());
            if (order == 0) {
                return false;
            }
            if (order > 0) {
                break;
            }
            at--;
        }
        held.add(at, packet);
        return true;
    }

    /** The next packet; null if there is none or it must wait for one that is missing. */
    public @Nullable P poll() {
        if (held.isEmpty()) {
            return null;
        }
        P head = held.get(0);
        boolean waitedEnough = newestTicks - head.positionTicks() >= depthTicks || held.size() > MAX_HELD;
        return continues(head) || waitedEnough ? take(head) : null;
    }

    /**
     * The next packet if it starts before this position, whatever is missing, as nothing more will come before it; else
     * null.
     */
    public @Nullable P pollBefore(long positionTicks) {
        if (held.isEmpty() || held.get(0).positionTicks() >= positionTicks) {
            return null;
        }
        return take(held.get(0));
    }

    /**
     * How many sequence numbers between the packet taken last and the one before it never came; 0 over a change of
     * epoch, as sequences of two epochs cannot be compared.
     */
    public long lostBefore() {
        return lostBefore;
    }

    /** Whether no packet waits. */
    public boolean isEmpty() {
        return held.isEmpty();
    }

    /** Drops packets that wait. */
    public void removeIf(Predicate<? super P> unwanted) {
        held.removeIf(unwanted);
    }

    /** Shows every packet that waits, in order. */
    public void forEach(Consumer<? super P> action) {
        held.forEach(action);
    }

    private boolean continues(P head) {
        boolean nextInSequence = started && head.epoch() == lastEpoch && head.sequence() == lastSequence + 1;
        return nextInSequence || head.positionTicks() <= completeTicks + Timeline.toleranceTicks(head.durationTicks());
    }

    private P take(P head) {
        held.remove(0);
        lostBefore = started && head.epoch() == lastEpoch ? head.sequence() - lastSequence - 1 : 0;
        started = true;
        lastEpoch = head.epoch();
        lastSequence = head.sequence();
        completeUntil(head.positionTicks() + head.durationTicks());
        return head;
    }

    private static int compare(Packet packet, long epoch, long sequence) {
        int byEpoch = Long.compare(packet.epoch(), epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(packet.sequence(), sequence);
    }
}
