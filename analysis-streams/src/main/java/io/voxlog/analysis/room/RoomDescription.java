package io.voxlog.analysis.room;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a room apart from who is in it. Name, server and organization never change for a room sid, so the
 * first value holds; emptyTimeout and metadata may, so the latest does.
 *
 * @param name empty until an event carries it
 * @param t0Millis room time zero, Unix milliseconds: LiveKit's creation time of the room. The first value stored wins
 *     and is never recomputed. Null until an event carries one; there is no substitute for it, and the room's audio
 *     waits until then
 * @param serverId empty until an event carries it
 * @param createdVia the best-ranked source that told of the room
 * @param detailsStamp of emptyTimeoutSeconds, metadata and switches; null while none were told
 */
public record RoomDescription(
        String name,
        @Nullable Long t0Millis,
        String serverId,
        @Nullable String organizationId,
        Origin createdVia,
        @Nullable Stamp detailsStamp,
        int emptyTimeoutSeconds,
        String metadata,
        RoomSwitches switches) {
    private static final int DEFAULT_EMPTY_TIMEOUT_SECONDS = 300;

    static final RoomDescription NOTHING = new RoomDescription(
            "", null, "", null, Origin.UNKNOWN, null, DEFAULT_EMPTY_TIMEOUT_SECONDS, "", RoomSwitches.ALL_ON);

    /** State stored before there were switches has none. */
    @SuppressWarnings("NullAway") // what is read from such state
    public RoomDescription {
        switches = switches == null ? RoomSwitches.ALL_ON : switches;
    }

    RoomDescription with(RoomUpdate update) {
        RoomDescription merged = new RoomDescription(
                name.isEmpty() ? update.roomName() : name,
                t0Millis,
                serverId.isEmpty() ? update.serverId() : serverId,
                organizationId == null ? update.organizationId() : organizationId,
                createdVia.orBetter(update.origin()),
                detailsStamp,
                emptyTimeoutSeconds,
                metadata,
                switches);
        RoomUpdate.Details details = update.details();
        return details == null ? merged : merged.withDetails(details, update.stamp());
    }

    private RoomDescription withDetails(RoomUpdate.Details details, Stamp stamp) {
        Long creation = details.creationTimeMillis();
        RoomDescription dated = creation == null ? this : withT0(creation);
        if (detailsStamp != null && detailsStamp.compareTo(stamp) >= 0) {
            return dated;
        }
        return new RoomDescription(
                name,
                dated.t0Millis,
                serverId,
                organizationId,
                createdVia,
                stamp,
                details.emptyTimeoutOr(DEFAULT_EMPTY_TIMEOUT_SECONDS),
                details.metadata(),
                details.switches());
    }

    RoomDescription withT0(long millis) {
        return t0Millis != null
                ? this
                : new RoomDescription(
                        name,
                        millis,
                        serverId,
                        organizationId,
                        createdVia,
                        detailsStamp,
                        emptyTimeoutSeconds,
                        metadata,
                        switches);
    }
}
