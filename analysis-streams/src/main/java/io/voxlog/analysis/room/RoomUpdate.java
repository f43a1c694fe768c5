package io.voxlog.analysis.room;

import org.jspecify.annotations.Nullable;

/**
 * One event of a room: what it says of the room itself, and the one thing that it says happened.
 *
 * @param serverId empty where the event carries none
 * @param details null where the event names the room only
 */
public record RoomUpdate(
        Stamp stamp,
        Origin origin,
        String roomName,
        String serverId,
        @Nullable String organizationId,
        @Nullable Details details,
        Change change) {

    /**
     * The room as LiveKit describes it in full.
     *
     * @param creationTimeMillis Unix milliseconds
     * @param switches as the metadata has them
     */
    public record Details(
            @Nullable Long creationTimeMillis,
            @Nullable Integer emptyTimeoutSeconds,
            String metadata,
            RoomSwitches switches) {
        /** A room whose metadata switches nothing off. */
        public Details(@Nullable Long creationTimeMillis, @Nullable Integer emptyTimeoutSeconds, String metadata) {
            this(creationTimeMillis, emptyTimeoutSeconds, metadata, RoomSwitches.ALL_ON);
        }

        int emptyTimeoutOr(int fallback) {
            return emptyTimeoutSeconds == null ? fallback : emptyTimeoutSeconds;
        }
    }
}
