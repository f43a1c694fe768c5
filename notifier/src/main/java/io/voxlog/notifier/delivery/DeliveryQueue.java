package io.voxlog.notifier.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is owed by this process: a fold of the journal's partitions that it owns ("lanes"). What is not in the
 * journal is not here, so a process that takes a partition over and reads it knows the same. Used by one thread.
 */
public final class DeliveryQueue {
    private final int maxUnderWay;
    private final Map<Integer, Lane> lanes = new HashMap<>();
    private final Map<String, Outbox> outboxes = new HashMap<>();

    /** @param maxUnderWay attempts to one webhook at once */
    public DeliveryQueue(int maxUnderWay) {
        this.maxUnderWay = maxUnderWay;
    }

    /** The partition is ours; its records follow. */
    public void open(int lane) {
        close(lane);
        lanes.put(lane, new Lane());
    }

    /** The partition has gone: nothing of it is tried any more. */
    public void close(int lane) {
        Lane gone = lanes.remove(lane);
        if (gone != null) {
            List.copyOf(gone.pending()).forEach(this::end);
        }
    }

    public boolean isOpen(int lane) {
        return lanes.containsKey(lane);
    }

    /** Whether the delivery is recorded, or will be: {@link #expect}. */
    public boolean knows(int lane, String id) {
        Lane owned = lanes.get(lane);
        return owned != null && owned.knows(id);
    }

    /** The delivery's first record is being written. */
    public void expect(int lane, String id) {
        Lane owned = lanes.get(lane);
        if (owned != null) {
            owned.expect(id);
        }
    }

    /** The next record of the journal. One that an owner of former times wrote late changes no order and no end. */
    public void apply(int lane, long offset, Entry entry) {
        Lane owned = lanes.get(lane);
        if (owned == null) {
            return;
        }
        owned.read(offset);
        Pending pending = owned.find(entry.id());
        if (pending != null) {
            applyTo(owned, pending, entry);
        } else if (entry.progress() != Progress.RETRYING) {
            owned.end(entry.id());
        } else if (entry.planned() != null && !owned.hasEnded(entry.id())) {
            Pending fresh = new Pending(entry.planned(), offset, entry);
            owned.add(fresh);
            outbox(fresh).add(fresh);
        }
    }

    /** Everything before this offset of a lane has been applied. */
    public void appliedTo(int lane, long offset) {
        Lane owned = lanes.get(lane);
        if (owned != null && offset > owned.nextOffset()) {
            owned.read(offset - 1);
        }
    }

    /** A delivery that is due now; it holds a place until {@link #release}, and is not given again until postponed. */
    public Optional<Pending> take(long nowMillis) {
        for (Outbox outbox : outboxes.values()) {
            Pending pending = outbox.take(nowMillis);
            if (pending != null) {
                return Optional.of(pending);
            }
        }
        return Optional.empty();
    }

    /** The attempt is over, whatever came of it. */
    public void release(Pending pending) {
        String webhook = pending.delivery().webhook();
        Outbox outbox = outboxes.get(webhook);
        if (outbox != null) {
            outbox.release();
            forgetIfIdle(webhook, outbox);
        }
    }

    /** When {@link #take} is worth another call, Unix milliseconds; Long.MAX_VALUE if only an event can tell. */
    public long wakeAtMillis() {
        return outboxes.values().stream().mapToLong(Outbox::wakeAtMillis).min().orElse(Long.MAX_VALUE);
    }

    /** How many deliveries are owed to a webhook. */
    public int owedTo(String webhook) {
        Outbox outbox = outboxes.get(webhook);
        return outbox == null ? 0 : outbox.size();
    }

    /** How many deliveries are owed. */
    public int owed() {
        return outboxes.values().stream().mapToInt(Outbox::size).sum();
    }

    /** Offset behind the last record read of a lane. */
    public long nextOffset(int lane) {
        Lane owned = lanes.get(lane);
        return owned == null ? 0 : owned.nextOffset();
    }

    /** From where the journal must be read to know all that is owed in a lane. */
    public long neededFrom(int lane) {
        Lane owned = lanes.get(lane);
        return owned == null ? 0 : owned.neededFrom();
    }

    private void applyTo(Lane owned, Pending pending, Entry entry) {
        if (entry.progress() != Progress.RETRYING) {
            owned.end(entry.id());
            end(pending);
        } else if (entry.attempts() > pending.attempts()) {
            pending.postpone(entry.attempts(), entry.nextAttemptAtMillis());
            outbox(pending).postponed(pending);
        }
    }

    private void end(Pending pending) {
        pending.settle();
        String webhook = pending.delivery().webhook();
        Outbox outbox = outboxes.get(webhook);
        if (outbox != null) {
            outbox.remove(pending);
            forgetIfIdle(webhook, outbox);
        }
    }

    private void forgetIfIdle(String webhook, Outbox outbox) {
        if (outbox.idle()) {
            outboxes.remove(webhook);
        }
    }

    private Outbox outbox(Pending pending) {
        return outboxes.computeIfAbsent(pending.delivery().webhook(), name -> new Outbox(maxUnderWay));
    }
}
