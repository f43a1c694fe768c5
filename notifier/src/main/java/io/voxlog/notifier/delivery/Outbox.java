package io.voxlog.notifier.delivery;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What one webhook is owed. The deliveries of a room go one after another, in the journal's order: the next one's turn
 * comes when the one before it has ended. Rooms go side by side, up to a number of attempts at once.
 */
final class Outbox {
    /** The head of a room, at the time it was due when this turn was made; outdated if that has changed since. */
    private record Turn(Pending pending, long dueAtMillis) {
        boolean outdated() {
            return pending.settled() || pending.underWay() || pending.dueAtMillis() != dueAtMillis;
        }
    }

    private final int maxUnderWay;
    private final Map<String, Deque<Pending>> rooms = new HashMap<>();
    private final PriorityQueue<Turn> turns = new PriorityQueue<>(
            Comparator.comparingLong(Turn::dueAtMillis).thenComparingLong(turn -> turn.pending.firstOffset()));
    private int underWay;
    private int size;

    Outbox(int maxUnderWay) {
        this.maxUnderWay = maxUnderWay;
    }

    int size() {
        return size;
    }

    /** Nothing is owed and nothing is under way. */
    boolean idle() {
        return size == 0 && underWay == 0;
    }

    void add(Pending pending) {
        Deque<Pending> room = rooms.computeIfAbsent(pending.delivery().roomSid(), sid -> new ArrayDeque<>());
        room.add(pending);
        size++;
        if (room.peekFirst() == pending) {
            turn(pending);
        }
    }

    /** It has a new time: gives it a turn then, if it is first in its room. */
    void postponed(Pending pending) {
        Deque<Pending> room = rooms.get(pending.delivery().roomSid());
        if (room != null && room.peekFirst() == pending) {
            turn(pending);
        }
    }

    void remove(Pending pending) {
        String sid = pending.delivery().roomSid();
        Deque<Pending> room = rooms.get(sid);
        if (room == null) {
            return;
        }
        boolean first = room.peekFirst() == pending;
        if (room.remove(pending)) {
            size--;
        }
        Pending next = room.peekFirst();
        if (next == null) {
            rooms.remove(sid);
        } else if (first) {
            turn(next);
        }
    }

    /** The next that is due, if one more may be under way; it holds a place until {@link #release()}. */
    @Nullable
    Pending take(long nowMillis) {
        if (underWay >= maxUnderWay || dueAtMillis() > nowMillis) {
            return null;
        }
        Pending pending = turns.remove().pending();
        pending.begin();
        underWay++;
        return pending;
    }

    void release() {
        underWay--;
    }

    /** When {@link #take} has something, as far as is known; Long.MAX_VALUE if only a release or a record helps. */
    long wakeAtMillis() {
        return underWay >= maxUnderWay ? Long.MAX_VALUE : dueAtMillis();
    }

    private long dueAtMillis() {
        while (!turns.isEmpty() && turns.element().outdated()) {
            turns.remove();
        }
        return turns.isEmpty() ? Long.MAX_VALUE : turns.element().dueAtMillis();
    }

    private void turn(Pending pending) {
        turns.add(new Turn(pending, pending.dueAtMillis()));
    }
}
