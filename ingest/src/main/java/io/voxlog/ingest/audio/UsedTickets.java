package io.voxlog.ingest.audio;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ids of tickets that were used in this process, until they expire. Bounded, the newest ones. Confined to one thread.
 */
public final class UsedTickets {
    private static final int MAX_IDS = 100_000;

    private final Map<String, Instant> used = new LinkedHashMap<>();

    /** Uses a ticket; false if it was used before. */
    public boolean use(String id, Instant expiresAt, Instant now) {
        used.values().removeIf(end -> end.isBefore(now));
        if (used.putIfAbsent(id, expiresAt) != null) {
            return false;
        }
        if (used.size() > MAX_IDS) {
            Iterator<String> oldest = used.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return true;
    }
}
