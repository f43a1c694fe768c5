package io.voxlog.analysis.adapter.streams;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How often something that fails may be started again: so many times within a window. Thread-safe. */
final class RestartBudget {
    private final int times;
    private final Duration window;
    private final Clock clock;
    private final Deque<Instant> recent = new ArrayDeque<>();

    RestartBudget(int times, Duration window, Clock clock) {
        this.times = times;
        this.window = window;
        this.clock = clock;
    }

    /** Takes one restart from the budget; false if it is used up. */
    synchronized boolean take() {
        Instant now = clock.instant();
        while (!recent.isEmpty() && recent.peekFirst().plus(window).isBefore(now)) {
            recent.removeFirst();
        }
        if (recent.size() >= times) {
            return false;
        }
        recent.addLast(now);
        return true;
    }
}
