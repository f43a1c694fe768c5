package io.voxlog.notifier.subscription;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of what.
 *
 * @param name in the config; also names it in logs, as the URL may hold a token
 * @param url as configured; checked at each attempt, so that a bad one is seen in the deliveries
 * @param secretRef where the signing secret is found; null if none is configured, then nothing is sent
 * @param events names of the wanted events
 * @param organizationId only events of this organization; null for all
 * @param active whether it is told at all
 */
public record Subscription(
        String name,
        String url,
        @Nullable String secretRef,
        Set<String> events,
        @Nullable String organizationId,
        boolean active) {
    public Subscription {
        events = Set.copyOf(events);
    }

    /** Whether it wants an event of this name and organization. */
    public boolean wants(String event, @Nullable String organization) {
        return active && events.contains(event) && (organizationId == null || organizationId.equals(organization));
    }

    /** Without the URL, which may hold a token. */
    @Override
    public String toString() {
        return "webhook " + name;
    }
}
