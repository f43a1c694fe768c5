package io.voxlog.ingest.audio;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a live track has to say while the log takes nothing: bounded in audio time. Beyond the bound the oldest audio is
 * dropped; the range is kept, so that it can be declared lost before the rest is written. Confined to one thread.
 *
 * @param <T> what is written
 */
public final class Backlog<T> {
    /** The longest packet of Opus (RFC 6716 section 2.1.4): what tells of a longer time holds no audio. */
    private static final long MAX_PACKET_TICKS = 120 * 48;

    private final long maxTicks;
    private final Deque<Entry<T>> entries = new ArrayDeque<>();
    private long ticks;
    private @Nullable Lost<T> lost;

    /**
     * One record.
     *
     * @param from position of its first tick
     * @param to position after its last tick; equal to {@code from} of records without audio, which are never dropped
     */
    public record Entry<T>(T value, long from, long to) {
        /** What it counts; a long gap or silence is not to push audio out. */
        long ticks() {
            return Math.min(to - from, MAX_PACKET_TICKS);
        }
    }

    /**
     * A range that was dropped.
     *
     * @param last the last record in it
     */
    public record Lost<T>(T last, long from, long to) {}

    /** @param maxTicks of audio that wait, in ticks of 1/48000 s */
    public Backlog(long maxTicks) {
        this.maxTicks = maxTicks;
    }

    public boolean isEmpty() {
        return entries.isEmpty() && lost == null;
    }

    public int size() {
        return entries.size();
    }

    /** Adds a record at the end; gives how many were dropped for it. */
    public int add(Entry<T> entry) {
        entries.add(entry);
        ticks += entry.ticks();
        int dropped = 0;
        for (Iterator<Entry<T>> oldest = entries.iterator(); ticks > maxTicks && oldest.hasNext(); ) {
            Entry<T> next = oldest.next();
            if (next.ticks() > 0) {
                oldest.remove();
                ticks -= next.ticks();
                long from = lost == null ? next.from() : lost.from();
                lost = new Lost<>(next.value(), from, next.to());
                dropped++;
            }
        }
        return dropped;
    }

    /** Forgets everything; gives how many records that were. */
    public int clear() {
        int forgotten = entries.size();
        entries.clear();
        ticks = 0;
        lost = null;
        return forgotten;
    }

    /** The range dropped since this was last asked; it comes before all entries. */
    public Optional<Lost<T>> takeLost() {
        Optional<Lost<T>> range = Optional.ofNullable(lost);
        lost = null;
        return range;
    }

    /** The oldest record, or null. */
    public @Nullable Entry<T> poll() {
        Entry<T> entry = entries.poll();
        if (entry != null) {
            ticks -= entry.ticks();
        }
        return entry;
    }
}
