package io.voxlog.ingest.webhook.adapter;

import io.voxlog.schemas.RoomEvent;
import java.util.Set;

/**
 * A webhook turned into its record.
 *
 * @param key room sid; where the event names none: the room's name, else the server's
 * @param fullRoom the event carries the whole room, metadata included, not only its sid and name
 * @param unknownFields top-level fields that this version does not know; they stay in the payload
 */
record ReceivedEvent(String key, RoomEvent event, boolean fullRoom, Set<String> unknownFields) {
    ReceivedEvent {
        unknownFields = Set.copyOf(unknownFields);
    }
}
