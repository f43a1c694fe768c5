package io.voxlog.monitor.live;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that subscribers are told.
 *
 * @param type partial, final, room, speaking or analysis
 * @param room sid
 * @param data JSON on one line
 * @param replaces a waiting event with the same value is dropped in favour of this one; null: none is
 * @param place where on the log it stands; null if it is not to be gone back to
 * @param offset of its record there
 */
public record LiveEvent(
        String type,
        String room,
        String data,
        @Nullable String replaces,
        @Nullable Place place,
        long offset) {
    /** All types. */
    public static final Set<String> TYPES = Set.of("partial", "final", "room", "speaking", "analysis");

    /** An event that is told once, to those who listen now. */
    public static LiveEvent passing(String type, String room, String data, String replaces) {
        return new LiveEvent(type, room, data, replaces, null, 0);
    }

    /** An event that stands on the log. */
    public static LiveEvent kept(String type, String room, String data, Place place, long offset) {
        return new LiveEvent(type, room, data, null, place, offset);
    }
}
