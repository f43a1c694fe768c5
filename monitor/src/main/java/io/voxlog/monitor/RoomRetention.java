package io.voxlog.monitor;

import io.voxlog.runtime.Env;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long the rows of a room stay after it closed. The log has retentions of its own. */
final class RoomRetention {
    private static final String VARIABLE = "MONITOR_RETENTION";
    private static final String FOREVER = "forever";

    /** Whatever belongs to a room has surely come by then. */
    private static final Duration SHORTEST = Duration.ofHours(1);

    private RoomRetention() {}

    /** {@code MONITOR_RETENTION}: forever, a number of days such as 30d, or a duration; null for ever. */
    static @Nullable Duration from(Env env) {
        String text = env.parsed(VARIABLE, FOREVER, "forever, 30d, or a duration of at least 1h", wanted -> {
            if (!wanted.equals(FOREVER)) {
                parse(wanted);
            }
            return wanted;
        });
        return text.equals(FOREVER) ? null : parse(text);
    }

    private static Duration parse(String text) {
        boolean days = text.matches("\\d{1,6}d");
        Duration retention =
                days ? Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1))) : Env.parseDuration(text);
        if (retention.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("too short");
        }
        return retention;
    }
}
