package io.voxlog.analysis.room;

/** How far a room has come. */
public enum Phase {
    /** Announced; no person has joined. */
    PENDING,
    /** A person has joined. */
    ACTIVE,
    /** LiveKit has finished it. */
    COMPLETED
}
