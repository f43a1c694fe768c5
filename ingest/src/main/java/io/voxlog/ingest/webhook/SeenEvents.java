package io.voxlog.ingest.webhook;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The ids of the newest events that are on the log, and of those on their way. Each id is stored once, however often
 * and however concurrently it is delivered. Confined to one thread.
 */
public final class SeenEvents {
    /** What became of one delivery that is now on the log. */
    public enum Outcome {
        STORED,
        DUPLICATE
    }

    private final int maxIds;
    private final LinkedHashSet<String> stored = new LinkedHashSet<>();
    private final Map<String, CompletableFuture<Outcome>> underWay = new HashMap<>();

    /** Remembers this many ids, forgetting the oldest first. */
    public SeenEvents(int maxIds) {
        this.maxIds = maxIds;
    }

    /** The log holds this event. */
    public void add(String id) {
        stored.remove(id);
        stored.add(id);
        if (stored.size() > maxIds) {
            Iterator<String> eldest = stored.iterator();
            eldest.next();
            eldest.remove();
        }
    }

    /**
     * Stores an event unless the log has it. While the same id is being stored, waits for how that goes: a duplicate is
     * never acknowledged before its original is safe, and fails if that fails.
     *
     * @param storing starts the append; its stage completes on this object's thread
     */
    public CompletionStage<Outcome> store(String id, Supplier<CompletionStage<?>> storing) {
        if (stored.contains(id)) {
            return CompletableFuture.completedFuture(Outcome.DUPLICATE);
        }
        CompletableFuture<Outcome> first = underWay.get(id);
        if (first != null) {
            return first.thenApply(outcome -> Outcome.DUPLICATE);
        }
        CompletableFuture<Outcome> result = new CompletableFuture<>();
        underWay.put(id, result);
        storing.get().whenComplete((done, fault) -> {
            underWay.remove(id);
            if (fault == null) {
                add(id);
                result.complete(Outcome.STORED);
            } else {
                result.completeExceptionally(fault);
            }
        });
        return result;
    }
}
