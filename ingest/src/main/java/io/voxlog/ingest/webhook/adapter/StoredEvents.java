package io.voxlog.ingest.webhook.adapter;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.voxlog.ingest.log.adapter.TopicTail;
import io.voxlog.ingest.webhook.SeenEvents;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.EventSource;
import io.voxlog.schemas.RoomEvent;
import io.voxlog.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Remembers the ids of webhooks that livekit.events holds: at start those of the last minutes, then each new one,
 * whichever process stored it. LiveKit repeats a webhook for at most half a minute, a captured one verifies for six.
 */
public final class StoredEvents {
    private final RoleContext role;
    private final Duration window;
    private final TopicTail tail;

    /** Ids go to {@code seen} on the given context. */
    public StoredEvents(RoleContext role, Context context, SeenEvents seen, Duration window) {
        this.role = role;
        this.window = window;
        this.tail = new TopicTail("voxlog-ingest-events", Topics.LIVEKIT_EVENTS, role, context, stored -> {
            if (stored.value() instanceof RoomEvent event && event.getSource() == EventSource.WEBHOOK) {
                seen.add(event.getId());
            }
        });
    }

    /** Completes when every id of the window is known. */
    public Future<Void> start() {
        long from = role.clock().millis() - window.toMillis();
        return tail.start().compose(partitions -> {
            Map<Integer, Long> times =
                    IntStream.range(0, partitions).boxed().collect(Collectors.toMap(number -> number, number -> from));
            return tail.offsetsAt(times)
                    .compose(offsets -> tail.follow(new HashMap<>(offsets)))
                    .compose(following -> tail.caughtUp(times.keySet()));
        });
    }

    public Future<Void> close() {
        return tail.close();
    }
}
