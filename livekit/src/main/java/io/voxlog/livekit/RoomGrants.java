package io.voxlog.livekit;

import java.util.List;

/**
 * What a room token allows (LiveKit's video grant).
 *
 * @param room name of the room
 * @param roomJoin may join it
 * @param canPublish may publish tracks
 * @param canPublishSources if not empty, only these: camera, microphone, screen_share, screen_share_audio
 * @param canSubscribe may receive others' tracks
 * @param canPublishData may send data messages
 */
public record RoomGrants(
        String room,
        boolean roomJoin,
        boolean canPublish,
        List<String> canPublishSources,
        boolean canSubscribe,
        boolean canPublishData) {
    public RoomGrants {
        canPublishSources = List.copyOf(canPublishSources);
    }

    /** For a source of audio: joins and publishes, receives nothing. */
    public static RoomGrants publisher(String room) {
        return new RoomGrants(room, true, true, List.of(), false, false);
    }

    /** Whether a track of this source (LiveKit's lower-case name) may be published. */
    public boolean mayPublish(String source) {
        return roomJoin && canPublish && (canPublishSources.isEmpty() || canPublishSources.contains(source));
    }
}
