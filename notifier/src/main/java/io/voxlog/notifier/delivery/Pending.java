package io.voxlog.notifier.delivery;

/** A delivery that is owed. Changed by its queue only. */
public final class Pending {
    private final Delivery delivery;
    private final long firstOffset;
    private final long plannedAtMillis;
    private int attempts;
    private long dueAtMillis;
    private boolean underWay;
    private boolean settled;

    Pending(Delivery delivery, long firstOffset, Entry entry) {
        this.delivery = delivery;
        this.firstOffset = firstOffset;
        this.plannedAtMillis = entry.atMillis();
        this.attempts = entry.attempts();
        this.dueAtMillis = entry.nextAttemptAtMillis();
    }

    public Delivery delivery() {
        return delivery;
    }

    /** Made so far. */
    public int attempts() {
        return attempts;
    }

    /** When it was recorded first, Unix milliseconds. */
    public long plannedAtMillis() {
        return plannedAtMillis;
    }

    /** Whether it has ended, or its partition has gone to another process. */
    public boolean settled() {
        return settled;
    }

    /** Offset of its first record in the journal, which holds the body. */
    long firstOffset() {
        return firstOffset;
    }

    long dueAtMillis() {
        return dueAtMillis;
    }

    boolean underWay() {
        return underWay;
    }

    void begin() {
        underWay = true;
    }

    void postpone(int attemptsMade, long untilMillis) {
        attempts = attemptsMade;
        dueAtMillis = untilMillis;
        underWay = false;
    }

    void settle() {
        settled = true;
    }
}
