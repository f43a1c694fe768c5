package io.voxlog.app.stack;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** A usual choice of roles. */
public enum Mode {
    /** Calls in, transcripts out. */
    TRANSCRIPTION("transcription", RoleName.INGEST, RoleName.AUDIO_STREAM, RoleName.STT_CONNECTOR, RoleName.ANALYSIS),
    /** Analyses of sealed transcripts. */
    AI_JOBS("ai-jobs", RoleName.JOB_WORKERS),
    /** Everything. */
    BOTH("both", RoleName.values());

    private final String text;
    private final Set<RoleName> roles;

    Mode(String text, RoleName... roles) {
        this.text = text;
        this.roles = Set.copyOf(Arrays.asList(roles));
    }

    /** As in {@code MODE} and in records. */
    public String text() {
        return text;
    }

    /** The roles of a process in this mode. */
    public Set<RoleName> roles() {
        return EnumSet.copyOf(roles);
    }

    /** @throws IllegalArgumentException if it is none */
    public static Mode parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    /** What to call a choice of roles: the smallest mode that has them all. */
    static Mode of(Set<RoleName> roles) {
        return Arrays.stream(values())
                .filter(mode -> mode.roles.containsAll(roles))
                .findFirst()
                .orElse(BOTH);
    }
}
