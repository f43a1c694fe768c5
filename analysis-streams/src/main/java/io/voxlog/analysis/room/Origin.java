package io.voxlog.analysis.room;

/** Who told of the room; the first in this order that did is recorded as what created it. */
public enum Origin {
    WEBHOOK("webhook"),
    RECONCILER("reconciler"),
    OWNER("owner"),
    AUDIO_LOG("audio"),
    UNKNOWN("");

    private final String createdVia;

    Origin(String createdVia) {
        this.createdVia = createdVia;
    }

    /** The value of {@code createdVia} in room records. */
    public String createdVia() {
        return createdVia;
    }

    Origin orBetter(Origin other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
