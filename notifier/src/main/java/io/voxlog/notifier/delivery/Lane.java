package io.voxlog.notifier.delivery;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The deliveries of one partition of the journal. */
final class Lane {
    /** Ids of ended deliveries that are remembered, so that what repeats soon after is not told again. */
    private static final int REMEMBERED = 10_000;

    /** In the order of their first records. */
    private final Map<String, Pending> pending = new LinkedHashMap<>();

    private final Set<String> expected = new HashSet<>();

    private final Map<String, Boolean> ended = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long nextOffset;

    boolean knows(String id) {
        return pending.containsKey(id) || ended.containsKey(id) || expected.contains(id);
    }

    boolean hasEnded(String id) {
        return ended.containsKey(id);
    }

    /** Its first record is being written. */
    void expect(String id) {
        expected.add(id);
    }

    void read(long offset) {
        nextOffset = offset + 1;
    }

    long nextOffset() {
        return nextOffset;
    }

    @Nullable
    Pending find(String id) {
        return pending.get(id);
    }

    void add(Pending one) {
        pending.put(one.delivery().id(), one);
        expected.remove(one.delivery().id());
    }

    void end(String id) {
        pending.remove(id);
        expected.remove(id);
        ended.put(id, true);
    }

    Collection<Pending> pending() {
        return pending.values();
    }

    /** From where the journal must be read to know all that is owed. */
    long neededFrom() {
        return pending.isEmpty()
                ? nextOffset
                : pending.values().iterator().next().firstOffset();
    }
}
