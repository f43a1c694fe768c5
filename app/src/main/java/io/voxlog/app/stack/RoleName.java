package io.voxlog.app.stack;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The roles, in the order of the flow; they are started from the last to the first. */
public enum RoleName {
    INGEST("ingest"),
    AUDIO_STREAM("audio-stream"),
    STT_CONNECTOR("stt-connector"),
    ANALYSIS("analysis"),
    JOB_WORKERS("job-workers"),
    MONITOR("monitor"),
    NOTIFIER("notifier");

    private final String text;

    RoleName(String text) {
        this.text = text;
    }

    /** As in {@code --roles} and in records. */
    public String text() {
        return text;
    }

    /** All names, for people. */
    public static String names() {
        return Arrays.stream(values()).map(RoleName::text).collect(Collectors.joining(", "));
    }

    /**
     * Reads names separated by commas.
     *
     * @throws IllegalArgumentException if there is none, or one is no role
     */
    public static Set<RoleName> parse(String names) {
        Set<RoleName> roles = EnumSet.noneOf(RoleName.class);
        for (String name : names.split(",", -1)) {
            roles.add(Arrays.stream(values())
                    .filter(role -> role.text.equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(name)));
        }
        return roles;
    }
}
