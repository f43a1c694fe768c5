package io.voxlog.app.stack;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** A usual choice of roles. */
public enum Mode {
    /** Calls in, transcripts out. */
    TRANSCRIPTION("transcription"),
    /** Analyses of sealed transcripts. */
    AI_JOBS("ai-jobs"),
    /** Everything. */
    BOTH("both");

    private final String text;

    Mode(String text) {
        this.text = text;
    }

    /** As in {@code MODE} and in records. */
    public String text() {
        return text;
    }

    /** The roles of a process in this mode. */
    public Set<RoleName> roles() {
        return switch (this) {
            case TRANSCRIPTION ->
                EnumSet.of(RoleName.INGEST, RoleName.AUDIO_STREAM, RoleName.STT_CONNECTOR, RoleName.ANALYSIS);
            case AI_JOBS -> EnumSet.of(RoleName.JOB_WORKERS);
            case BOTH -> EnumSet.allOf(RoleName.class);
        };
    }

    /**
     * Reads a mode's name.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Mode parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    /** What to call a choice of roles: the smallest mode that has them all. */
    static Mode of(Set<RoleName> roles) {
        return Arrays.stream(values())
                .filter(mode -> mode.roles().containsAll(roles))
                .findFirst()
                .orElse(BOTH);
    }
}
