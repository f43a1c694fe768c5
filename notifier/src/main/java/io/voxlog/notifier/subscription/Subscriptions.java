package io.voxlog.notifier.subscription;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The subscriptions as they are now, by name. Used by one thread. */
public final class Subscriptions {
    private final Map<String, Subscription> byName = new TreeMap<>();

    /** Adds one, or replaces the one of the same name. */
    public void put(Subscription subscription) {
        byName.put(subscription.name(), subscription);
    }

    public void remove(String name) {
        byName.remove(name);
    }

    /** The active one of this name. */
    public Optional<Subscription> active(String name) {
        return Optional.ofNullable(byName.get(name)).filter(Subscription::active);
    }

    /** All that want an event, by name. */
    public List<Subscription> wanting(String event, @Nullable String organization) {
        Collection<Subscription> all = byName.values();
        return all.stream().filter(one -> one.wants(event, organization)).toList();
    }
}
