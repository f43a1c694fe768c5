package io.voxlog.runtime.process;

/** The signal that asks a child to end. */
public enum StopSignal {
    /** What most programs take as a request to end in order. */
    TERM,
    /** For programs that wait for their clients on TERM, as Postgres does ("smart" against "fast" shutdown). */
    INT
}
