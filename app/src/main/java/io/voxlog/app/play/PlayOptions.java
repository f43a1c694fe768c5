package io.voxlog.app.play;

import io.voxlog.runtime.Secret;
import java.net.URI;

/**
 * How a call is played.
 *
 * @param to base of the receiving HTTP server, such as {@code http://127.0.0.1:8080}
 * @param apiKey signs webhooks and the audio token
 * @param roomSid of the played room
 * @param t0Millis the room's creation time, Unix milliseconds
 * @param speed 1 is the call's own pace, 2 twice that
 */
public record PlayOptions(URI to, String apiKey, Secret secret, String roomSid, long t0Millis, double speed) {
    public PlayOptions {
        if (!(speed > 0 && speed <= 100)) {
            throw new IllegalArgumentException("speed must be more than 0 and at most 100, but is " + speed);
        }
    }

    /** Plays a call as a new room created now. */
    public static PlayOptions fresh(
            URI to, String apiKey, Secret secret, String roomName, long nowMillis, double speed) {
        return new PlayOptions(to, apiKey, secret, Sids.room(roomName, nowMillis), nowMillis, speed);
    }

    /** The same in another room. */
    public PlayOptions inRoom(String sid) {
        return new PlayOptions(to, apiKey, secret, sid, t0Millis, speed);
    }
}
